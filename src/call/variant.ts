import type { Matrix } from '../matrix/matrix.ts';

/** How a problem is put to a subject, beyond its operands. Its words are those of `Options`. */
export interface Variant {
  readonly transX?: boolean;
  readonly transW?: boolean;
  /** Powers of two or 0, so that scaling rounds nothing. */
  readonly alpha?: number;
  readonly beta?: number;
  readonly bias?: boolean;
  readonly wants?: readonly ('dX' | 'dW')[];
  /** Gradients go into storage that the subject is given: over NaN, over X and W, or added to these. */
  readonly into?: 'overwrite' | 'operands' | Gradients;
  readonly shared?: 'X·X' | 'X·Xᵀ';
  /** X is given as a vector (m is 1), or W is (k is 1). */
  readonly vectorX?: boolean;
  readonly vectorW?: boolean;
}

interface Gradients {
  readonly dX: Matrix<'m', 'n'>;
  readonly dW: Matrix<'n', 'k'>;
}
