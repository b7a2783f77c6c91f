import { GradgateError } from '../errors.ts';
import { Matrix } from './matrix.ts';

/** A·B, (m×n)(n×k) → m×k, each entry summed from left to right. @throws GradgateError SHAPE */
export function multiply<M extends string, N extends string, K extends string>(
  a: Matrix<M, N>,
  b: Matrix<NoInfer<N>, K>,
): Matrix<M, K> {
  if (a.cols !== b.rows) {
    const expected = `${a.cols}, the columns of A`;
    throw new GradgateError('SHAPE', { where: 'B.rows', expected, actual: `${b.rows}` });
  }
  const [left, right] = [a.entries(), b.entries()];
  const out = new Float64Array(a.rows * b.cols);
  for (let i = 0; i < a.rows; i += 1) {
    for (let p = 0; p < a.cols; p += 1) {
      // SAFETY: p and i are inside A, so the entry is there.
      const factor = left[i * a.cols + p] as number;
      const [from, to] = [p * b.cols, i * b.cols];
      for (let j = 0; j < b.cols; j += 1) {
        // SAFETY: row p of B and row i of the result are b.cols long.
        (out[to + j] as number) += factor * (right[from + j] as number);
      }
    }
  }
  return Matrix.over(a.rows, b.cols, out);
}
