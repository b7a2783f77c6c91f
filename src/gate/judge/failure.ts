import type { Problem } from '../../problem/problem.ts';
import type { Disagreement } from './disagreement.ts';
import type { SequenceCall } from './past.ts';

/** A problem on which the property fails, and how. */
export interface Failure {
  readonly problem: Problem;
  readonly disagreement: Disagreement;
  /** The calls of a sequence, up to the one that is wrong, on `problem`. */
  readonly calls?: readonly SequenceCall[];
  /** Of a sequence: which of its commands ran, in order. */
  readonly ran?: readonly boolean[];
}
