/** How ml-matrix reads, writes and calculates; the product is the caller's choice. */
import { type AbstractMatrix, Matrix } from 'ml-matrix';
import type { Algebra } from '../lib/ts/by-hand.ts';
import { view } from './view.ts';

export function algebra(
  multiply: (a: AbstractMatrix, b: AbstractMatrix) => AbstractMatrix,
): Algebra<AbstractMatrix> {
  return {
    from: view,
    to: (matrix) => ({ shape: [matrix.rows, matrix.columns], data: matrix.to1DArray() }),
    transpose: (matrix) => matrix.transpose(),
    multiply,
    scale: (matrix, factor) => Matrix.mul(matrix, factor),
    columnSums: (matrix) => matrix.sum('column'),
  };
}
