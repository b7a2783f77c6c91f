import { entryAt } from '../at.ts';
import type { Matrix, View } from './matrix.ts';

/**
 * A·v, (m×n)(n) → m. Each entry is summed in some order: what it is does not depend on that where every
 * partial sum is a whole number of at most 2⁵³.
 */
export function timesVector(a: Matrix, v: Float64Array): Float64Array {
  const out = new Float64Array(a.rows);
  if (isByColumns(a.view)) addColumns(a.view, v, out);
  else addRows(a.view, v, out);
  return out;
}

/** |A|·v, of the magnitudes of A. */
export function magnitudesTimesVector(a: Matrix, v: Float64Array): Float64Array {
  const { storage, rows, cols, strides, offset } = a.view;
  const [down, right] = strides;
  const out = new Float64Array(rows);
  const isTurned = isByColumns(a.view);
  const [outer, inner] = isTurned ? [cols, rows] : [rows, cols];
  const [across, along] = isTurned ? [right, down] : [down, right];
  for (let line = 0; line < outer; line += 1) {
    let place = offset + line * across;
    for (let p = 0; p < inner; p += 1, place += along) {
      const [i, j] = isTurned ? [p, line] : [line, p];
      // SAFETY: the result has as many entries as there are rows.
      (out[i] as number) += Math.abs(entryAt(storage, place)) * entryAt(v, j);
    }
  }
  return out;
}

/** Whether the entries of a column lie nearer to one another than those of a row. */
function isByColumns({ strides: [down, right] }: View): boolean {
  return Math.abs(down) < Math.abs(right);
}

/** Four rows at a time: no sum waits for the one before, and every entry of v is read once for four. */
function addRows(view: View, v: Float64Array, out: Float64Array): void {
  const { storage, rows, cols, offset } = view;
  const [down, right] = view.strides;
  const whole = rows - (rows % 4);
  for (let i = 0; i < whole; i += 4) {
    const first = offset + i * down;
    const second = first + down;
    const third = second + down;
    const fourth = third + down;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0, step = 0; j < cols; j += 1, step += right) {
      const factor = entryAt(v, j);
      s0 += factor * entryAt(storage, first + step);
      s1 += factor * entryAt(storage, second + step);
      s2 += factor * entryAt(storage, third + step);
      s3 += factor * entryAt(storage, fourth + step);
    }
    out.set([s0, s1, s2, s3], i);
  }
  for (let i = whole; i < rows; i += 1) {
    let sum = 0;
    for (let j = 0, place = offset + i * down; j < cols; j += 1, place += right) {
      sum += entryAt(v, j) * entryAt(storage, place);
    }
    out[i] = sum;
  }
}

/** Four columns at a time, each times its entry of v, are added to the result. */
function addColumns(view: View, v: Float64Array, out: Float64Array): void {
  const { storage, rows, cols, offset } = view;
  const [down, right] = view.strides;
  const whole = cols - (cols % 4);
  for (let j = 0; j < whole; j += 4) {
    const [f0, f1] = [entryAt(v, j), entryAt(v, j + 1)];
    const [f2, f3] = [entryAt(v, j + 2), entryAt(v, j + 3)];
    for (let i = 0, place = offset + j * right; i < rows; i += 1, place += down) {
      const two = f0 * entryAt(storage, place) + f1 * entryAt(storage, place + right);
      const third = f2 * entryAt(storage, place + 2 * right);
      // SAFETY: the result has as many entries as there are rows.
      (out[i] as number) += two + (third + f3 * entryAt(storage, place + 3 * right));
    }
  }
  for (let j = whole; j < cols; j += 1) {
    const factor = entryAt(v, j);
    for (let i = 0, place = offset + j * right; i < rows; i += 1, place += down) {
      // SAFETY: as above.
      (out[i] as number) += factor * entryAt(storage, place);
    }
  }
}
