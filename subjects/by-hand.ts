import type { Answer, Operand, Subject } from '../src/subject/subject.ts';

/** A linear-algebra library without gradients: what (1) and (2) need of it. */
export interface Algebra<M> {
  from(tensor: Operand): M;
  to(matrix: M): Answer;
  transpose(matrix: M): M;
  multiply(a: M, b: M): M;
}

/** dX = dY·Wᵀ and dW = Xᵀ·dY, composed by hand from a library's product and transpose. */
export function byHand<M>({
  from,
  to,
  transpose,
  multiply,
}: Algebra<M>): Pick<Subject, 'backward' | 'forward'> {
  return {
    backward: ({ X, W, dY }) => ({
      dX: to(multiply(from(dY), transpose(from(W)))),
      dW: to(multiply(transpose(from(X)), from(dY))),
    }),
    forward: ({ X, W }) => to(multiply(from(X), from(W))),
  };
}
