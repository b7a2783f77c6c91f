import { entryAt } from '../at.ts';
import type { Matrix, View } from './matrix.ts';

/**
 * A·v, (m×n)(n) → m. Each entry is summed in some order: what it is does not depend on that where every
 * partial sum is a whole number of at most 2⁵³.
 */
export function timesVector(a: Matrix, v: Float64Array): Float64Array {
  return isByColumns(a.view) ? byColumns(a.view, v, false) : byRows(a.view, v, false);
}

/** |A|·v, of the magnitudes of A. */
export function magnitudesTimesVector(a: Matrix, v: Float64Array): Float64Array {
  return isByColumns(a.view) ? byColumns(a.view, v, true) : byRows(a.view, v, true);
}

/** Whether the entries of a column lie nearer to one another than those of a row. */
function isByColumns({ strides: [down, right] }: View): boolean {
  return Math.abs(down) < Math.abs(right);
}

/** Four sums at a time, as one alone would wait for each addition. */
function byRows(
  { storage, rows, cols, strides: [down, right], offset }: View,
  v: Float64Array,
  sizes: boolean,
): Float64Array {
  const out = new Float64Array(rows);
  const whole = cols - (cols % 4);
  for (let i = 0; i < rows; i += 1) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let place = offset + i * down;
    for (let j = 0; j < whole; j += 4, place += 4 * right) {
      s0 += term(entryAt(storage, place), sizes) * entryAt(v, j);
      s1 += term(entryAt(storage, place + right), sizes) * entryAt(v, j + 1);
      s2 += term(entryAt(storage, place + 2 * right), sizes) * entryAt(v, j + 2);
      s3 += term(entryAt(storage, place + 3 * right), sizes) * entryAt(v, j + 3);
    }
    for (let j = whole; j < cols; j += 1, place += right) {
      s0 += term(entryAt(storage, place), sizes) * entryAt(v, j);
    }
    out[i] = s0 + s1 + (s2 + s3);
  }
  return out;
}

/** Every column, times its entry of v, is added to the result: no sum waits for the one before. */
function byColumns(
  { storage, rows, cols, strides: [down, right], offset }: View,
  v: Float64Array,
  sizes: boolean,
): Float64Array {
  const out = new Float64Array(rows);
  for (let j = 0; j < cols; j += 1) {
    const factor = entryAt(v, j);
    let place = offset + j * right;
    for (let i = 0; i < rows; i += 1, place += down) {
      // SAFETY: the result has as many entries as there are rows.
      (out[i] as number) += factor * term(entryAt(storage, place), sizes);
    }
  }
  return out;
}

/** The entry, or its size. */
function term(entry: number, sizes: boolean): number {
  return sizes && entry < 0 ? -entry : entry;
}
