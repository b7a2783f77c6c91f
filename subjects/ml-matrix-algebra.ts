/** How ml-matrix reads, writes, transposes and multiplies; the product is the caller's choice. */
import { Matrix } from 'ml-matrix';
import type { Algebra } from './by-hand.ts';

export function algebra(multiply: (a: Matrix, b: Matrix) => Matrix): Algebra<Matrix> {
  return {
    from: ({ shape, data }) => Matrix.from1DArray(shape[0] ?? 0, shape[1] ?? 0, data),
    to: (matrix) => ({ shape: [matrix.rows, matrix.columns], data: matrix.to1DArray() }),
    transpose: (matrix) => matrix.transpose(),
    multiply,
  };
}
