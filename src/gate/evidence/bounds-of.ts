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
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) {
      const { mid, rad } = expected.at(i, j);
      if (mid === 0) continue;
      entries += 1;
      if (actual.rad.at(i, j) + rad >= Math.abs(mid)) vacuous += 1;
    }
  }
  return { entries, vacuous };
}
