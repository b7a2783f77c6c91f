import type { Answer, Operand, Subject } from '../../../src/contract/subject.ts';

/** A linear-algebra library without gradients: what (1) and (2) need of it. */
export interface Algebra<M> {
  from(tensor: Operand): M;
  to(matrix: M): Answer;
  transpose(matrix: M): M;
  multiply(a: M, b: M): M;
  scale(matrix: M, factor: number): M;
  columnSums(matrix: M): readonly number[];
}

/** dX = α·dY·Wᵀ, dW = α·Xᵀ·dY, db and dC, composed by hand from what a library can do. */
export function byHand<M>(algebra: Algebra<M>): Pick<Subject, 'backward' | 'forward'> {
  const { from, to, transpose, multiply } = algebra;
  const scale = (matrix: M, factor: number | undefined): M =>
    factor === undefined ? matrix : algebra.scale(matrix, factor);
  return {
    backward({ X, W, dY, options: { alpha, beta, bias } = {} }) {
      const sums = bias ? algebra.columnSums(from(dY)) : undefined;
      return {
        dX: to(scale(multiply(from(dY), transpose(from(W))), alpha)),
        dW: to(scale(multiply(transpose(from(X)), from(dY)), alpha)),
        ...(sums === undefined ? {} : { db: { shape: [sums.length], data: sums } }),
        ...(beta === undefined ? {} : { dC: to(scale(from(dY), beta)) }),
      };
    },
    forward: ({ X, W }) => to(multiply(from(X), from(W))),
  };
}
