import type { Answer, Operand, Subject } from '../../../src/contract/subject.ts';

/** A linear-algebra library without gradients: what (1) and (2) need of it. */
export interface Algebra<M> {
  from(tensor: Operand): M;
  to(matrix: M): Answer;
  transpose(matrix: M): M;
  multiply(a: M, b: M): M;
  scale(matrix: M, factor: number): M;
  /** Where it has none, db is a row of ones times dY. */
  columnSums?(matrix: M): readonly number[];
}

/** dX = α·dY·Wᵀ, dW = α·Xᵀ·dY, db and dC, composed by hand from what a library can do. */
export function byHand<M>(algebra: Algebra<M>): Pick<Subject, 'backward' | 'forward'> {
  const { from, to, transpose, multiply } = algebra;
  const scale = (matrix: M, factor: number | undefined): M =>
    factor === undefined ? matrix : algebra.scale(matrix, factor);
  const turn = (matrix: M, is = false): M => (is ? transpose(matrix) : matrix);
  return {
    backward({ X, W, dY, options: { alpha, beta, bias, transX, transW, wants = both } = {} }) {
      const x = (): M => turn(from(X), transX);
      const w = (): M => turn(from(W), transW);
      const dX = (): M => turn(multiply(from(dY), transpose(w())), transX);
      const dW = (): M => turn(multiply(transpose(x()), from(dY)), transW);
      return {
        ...(wants.includes('dX') ? { dX: to(scale(dX(), alpha)) } : {}),
        ...(wants.includes('dW') ? { dW: to(scale(dW(), alpha)) } : {}),
        ...(bias ? { db: columnSums(algebra, dY) } : {}),
        ...(beta === undefined ? {} : { dC: to(scale(from(dY), beta)) }),
      };
    },
    forward: ({ X, W }) => to(multiply(from(X), from(W))),
  };
}

function columnSums<M>(algebra: Algebra<M>, dY: Operand): Answer {
  const [rows = 0, columns = 0] = dY.shape;
  const own = algebra.columnSums?.(algebra.from(dY));
  if (own !== undefined) return { shape: [own.length], data: own };
  const ones = algebra.from({ shape: [1, rows], data: new Float64Array(rows).fill(1) });
  const { data } = algebra.to(algebra.multiply(ones, algebra.from(dY)));
  return { shape: [columns], data };
}

const both: readonly ('dX' | 'dW')[] = ['dX', 'dW'];
