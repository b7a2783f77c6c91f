import type { Balls } from '../certified/balls.ts';
import type { Operand } from '../contract/subject.ts';
import type { Problem } from '../problem/problem.ts';
import type { AllGradients } from './read-gradients.ts';

/** A forward pass that was recorded. */
export interface Tape {
  readonly Y: Balls<'m', 'k'>;
  readonly backward: (problem: Problem) => Promise<AllGradients>;
  /** The very X and W that it was given. */
  readonly operands: readonly Operand[];
  readonly spoil: () => void;
}
