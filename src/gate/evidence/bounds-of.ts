import { entryAt } from '../../at.ts';
import type { Agreement } from '../../property/property.ts';
import type { Evidence } from '../../verdict/evidence.ts';

/**
 * How many entries of a comparison are not 0, and for how many of them the bound is vacuous: an answer
 * of 0 would have passed. Such a bound says nothing about the subject.
 */
export function boundsOf({
  actual,
  expected,
}: Pick<Agreement, 'actual' | 'expected'>): Evidence['bounds'] {
  const { rows, cols } = actual;
  let [entries, vacuous] = [0, 0];
  if (rows !== expected.rows || cols !== expected.cols) return { entries, vacuous };
  const [mid, rad] = [expected.mid.entries(), expected.rad.entries()];
  const radius = actual.rad.entries();
  for (let place = 0; place < mid.length; place += 1) {
    const value = entryAt(mid, place);
    if (value === 0) continue;
    entries += 1;
    if (entryAt(radius, place) + entryAt(rad, place) >= Math.abs(value)) vacuous += 1;
  }
  return { entries, vacuous };
}
