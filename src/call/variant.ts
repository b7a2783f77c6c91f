import type { Options } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';

/** How a problem is put to a subject: the options of the contract, with matrices for tensors. */
export interface Variant extends Omit<Options, 'into'> {
  /** Gradients go into given storage: over NaN, over X and W, or added to these. */
  readonly into?: 'overwrite' | 'operands' | Addends;
  /** X is given as a vector (m is 1), or W is (k is 1). */
  readonly vectorX?: boolean;
  readonly vectorW?: boolean;
}

interface Addends {
  readonly dX: Matrix<'m', 'n'>;
  readonly dW: Matrix<'n', 'k'>;
}
