import type { Agreement } from '../../property/property.ts';

/**
 * The largest |actual − expected| as a fraction of what is allowed, of the entries that may be off
 * and are within it; 0 where none may be.
 */
export function closenessOf({ actual, expected }: Pick<Agreement, 'actual' | 'expected'>): number {
  const { rows, cols } = actual;
  let largest = 0;
  if (rows !== expected.rows || cols !== expected.cols) return largest;
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) {
      const allowed = actual.rad.at(i, j) + expected.rad.at(i, j);
      if (allowed === 0 || allowed === Number.POSITIVE_INFINITY) continue;
      const fraction = Math.abs(actual.mid.at(i, j) - expected.mid.at(i, j)) / allowed;
      if (fraction > largest && fraction <= 1) largest = fraction;
    }
  }
  return largest;
}
