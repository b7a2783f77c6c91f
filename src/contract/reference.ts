import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { forward, gradW, gradX } from '../reference/backprop.ts';
import type { Answer, Operand, Subject } from './subject.ts';

/** The reference implementation of the paper's equations, in float64, as a subject. */
export const reference: Subject = {
  name: 'reference',
  numberFormat: 'float64',
  claims: { deterministic: true, reproducible: true, emptyExtents: true, nonFinite: 'ieee' },
  backward: ({ X, W, dY }) => ({
    dX: toAnswer(gradX(toMatrix(dY), toMatrix(W))),
    dW: toAnswer(gradW(toMatrix(X), toMatrix(dY))),
  }),
  forward: ({ X, W }) => toAnswer(forward(toMatrix(X), toMatrix(W))),
};

/** A rank-2 tensor of the contract as a matrix. @throws GradgateError SHAPE */
export function toMatrix<R extends string, C extends string>({
  shape,
  data,
}: Operand): Matrix<R, C> {
  return Matrix.over(at(shape, 0), at(shape, 1), data);
}

/** A matrix as an answer of the contract. */
export function toAnswer(matrix: Matrix): Answer {
  return { shape: [matrix.rows, matrix.cols], data: matrix.toArray() };
}
