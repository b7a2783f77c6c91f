import { at, entryAt } from '../../at.ts';
import type { Agreement } from '../../property/property.ts';

/**
 * The largest |actual − expected| as a fraction of what is allowed, of the entries that may be off
 * and are within it; 0 where none may be. Each of these is counted in the tenth of (0, 1] that it is in,
 * one that is not off at all in the first.
 */
export function closenessOf(
  { actual, expected }: Pick<Agreement, 'actual' | 'expected'>,
  tenths: number[],
): number {
  const { rows, cols } = actual;
  let largest = 0;
  if (rows !== expected.rows || cols !== expected.cols) return largest;
  const [mid, rad] = [actual.mid.entries(), actual.rad.entries()];
  const [wanted, radius] = [expected.mid.entries(), expected.rad.entries()];
  for (let place = 0; place < mid.length; place += 1) {
    const allowed = entryAt(rad, place) + entryAt(radius, place);
    if (allowed === Number.POSITIVE_INFINITY) continue;
    const fraction = Math.abs(entryAt(mid, place) - entryAt(wanted, place)) / allowed;
    if (!(fraction <= 1)) continue; // where none is allowed, it is NaN or ∞
    const tenth = Math.max(0, Math.ceil(10 * fraction) - 1);
    tenths[tenth] = at(tenths, tenth) + 1;
    largest = Math.max(largest, fraction);
  }
  return largest;
}
