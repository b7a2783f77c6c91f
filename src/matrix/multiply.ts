import { GradgateError } from '../errors.ts';
import { Matrix } from './matrix.ts';
import { productOf } from './product-of.ts';

/** A·B, (m×n)(n×k) → m×k, each entry summed from left to right. @throws GradgateError SHAPE */
export function multiply<M extends string, N extends string, K extends string>(
  a: Matrix<M, N>,
  b: Matrix<NoInfer<N>, K>,
): Matrix<M, K> {
  if (a.cols !== b.rows) {
    const expected = `${a.cols}, the columns of A`;
    throw new GradgateError('SHAPE', { where: 'B.rows', expected, actual: `${b.rows}` });
  }
  const product = productOf(a.entries(), b.entries(), [a.rows, a.cols, b.cols]);
  return Matrix.over(a.rows, b.cols, product);
}
