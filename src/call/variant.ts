import type { Claims, Options } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';

/** How a problem is put to a subject: the options of the contract, with matrices for tensors. */
export interface Variant extends Omit<Options, 'into'> {
  /** Gradients go into given storage: over NaN, over X and W, or added to these. */
  readonly into?: 'overwrite' | 'operands' | Addends;
  /** X is given as a vector (m is 1), or W is (k is 1). */
  readonly vectorX?: boolean;
  readonly vectorW?: boolean;
}

/** What gradients are added to. */
export interface Addends {
  readonly dX: Matrix<'m', 'n'>;
  readonly dW: Matrix<'n', 'k'>;
}

/** Whether X, and W, are stored transposed, and so their gradients. */
export interface Turns {
  readonly X: boolean;
  readonly W: boolean;
}

/** How a subject with these claims is given the operands of a variant. A vector has no transpose. */
export function turnsOf(
  { transX = false, transW = false, vectorW, shared }: Variant,
  { weight }: Claims,
): Turns {
  const isMatrix = !vectorW && shared === undefined;
  return { X: transX, W: isMatrix && transW !== (weight === 'out×in') };
}
