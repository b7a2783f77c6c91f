import type { Guess } from '../guess.ts';
import type { Result, Seen } from '../seen.ts';

/**
 * What kinds of mistakes there are: what a sentence says, as far as a program may rest on it. The
 * result: it is 0, not written, a multiple, in another order, changed entry by entry, rounded; or
 * only so at an edge. The sum: other terms, other indices, a narrower accumulator. An operand: read
 * transposed, by other strides, of another member, another one, with other values, rounded; or of
 * an earlier call. What was asked for besides.
 */
export const causes = {
  zero: 'the result is 0',
  unwritten: 'entries of the result are no numbers',
  factor: 'the result is a multiple',
  addend: 'something is added',
  order: 'rows or columns are in another order, or repeated',
  values: 'entries are changed one by one',
  rounded: 'a result or an operand is rounded, cut or clipped',
  edge: 'a part of the result alone is wrong',
  terms: 'sums have other terms',
  indices: 'an index stands in the place of another',
  narrow: 'partial sums are rounded',
  transpose: 'something is transposed that should not be, or the other way round',
  layout: 'strides or an offset are taken for others',
  member: 'members of a batch are taken for others, or left out',
  operand: 'an operand stands in the place of another',
  scale: 'entries of an operand that is codes get other scales',
  options: 'what a call asks for besides is ignored, or misread',
  stale: 'something is of an earlier call',
} as const;

export type Cause = keyof typeof causes;

/** A known mistake. */
export interface Mistake {
  readonly cause: Cause;
  /**
   * How far-fetched: where answers cannot tell two apart, the lower one is meant. 0 when left out.
   */
  readonly rank?: number;
  /** Completes "this dX is what comes out when …". */
  sentence(of: Result): string;
  /** What it would give: one of these; none, where it cannot be made. */
  guesses(seen: Seen): readonly Guess[];
}
