/** What came of one property, as plain JSON. Each outcome has fields of its own. */
import type { Lack } from '../property/need.ts';
import type { Change } from './change.ts';
import type { Counterexample, SmallestProblem } from './counterexample.ts';
import type { Evidence } from './evidence.ts';
import type { KnownState } from './known-failure.ts';

/** The verdict on one property: the law, one of the outcomes, and what became of known failures. */
export type PropertyVerdict = Law & Outcome & Knowing;

/** What a verdict says of the failures of a property that are known. */
export interface Knowing {
  /** At least one; absent, where none is known, or the run says nothing of them. */
  readonly known?: readonly KnownState[];
}

/** What a verdict says about the property itself. */
export interface Law {
  readonly id: string;
  /** The paper's number for what it states. */
  readonly cites: string;
  readonly statement: string;
}

/** What may come of a property. */
export type Outcome =
  | Holds
  | HoldsWeakly
  | Fails
  | Crashed
  | Lack
  | NotReached
  | NoSuchProblem
  | KnownToFail
  | HoldsAgain
  | OurBug;

/** How much was tried before there was an outcome. */
export interface Tried {
  /** Problems: all of them, or up to the first that failed. */
  readonly runs: number;
  /** Of a run in rounds: those that were begun, in all sessions and shards. */
  readonly rounds?: number;
  /** What the problems were, up to the first that failed. */
  readonly evidence?: Evidence;
  /**
   * Of a failure in a run that counts its rounds: the one in which it fails, from 1. What was tried is then
   * what was tried in that round, so that no other round, nor who asked it, makes a difference.
   */
  readonly round?: number;
}

/** It holds on all problems. */
export interface Holds extends Tried {
  readonly outcome: 'holds';
}

/** It holds, but some kinds of problems that it wants never came. */
export interface HoldsWeakly extends Tried {
  readonly outcome: 'holds weakly';
  /** What was lacking, in words; at least one. */
  readonly lacking: readonly string[];
}

/** The subject gives a wrong answer, one that is no gradient, or none where it claims to. */
export interface Fails extends Tried {
  readonly outcome: 'fails';
  readonly counterexample: Counterexample;
  /** Changes of what the subject says, each of which settles it and what failed before; at least one. */
  readonly settledBy?: readonly Change[];
  /** What is known to fail of the property, and is not this: why, of each; at least one. */
  readonly unlike?: readonly string[];
}

/** The subject gave no answer: its process ended or hung, or it threw on a plain problem. */
export interface Crashed extends Tried {
  readonly outcome: 'crashed';
  /** What it threw, in its own words: maybe a whole traceback. */
  readonly message: string;
  /** Absent where it threw before it was asked: in `begin`. */
  readonly counterexample?: SmallestProblem;
  /** As of `Fails`. */
  readonly settledBy?: readonly Change[];
  readonly unlike?: readonly string[];
}

/** The run ended before the property was judged, or while it was; or before, as it was asked to. */
export interface NotReached extends Tried {
  readonly outcome: 'not reached';
  readonly ended: 'before' | 'while' | 'bail';
}

/** The replay token names no problem of this property. */
export interface NoSuchProblem {
  readonly outcome: 'no such problem';
}

/** It fails or crashes as a list of known failures says. It decides nothing. */
export interface KnownToFail {
  readonly outcome: 'known to fail';
  /** Why, from the list: a reason, a link. */
  readonly why: string;
  readonly found: Fails | Crashed;
  /** Where the list says which problem: how many failed so, and whether all others were asked. */
  readonly aside?: { readonly failures: number; readonly ended: 'all asked' | 'not all asked' };
}

/** It is on the list of known failures, but holds: a failure, until it is taken off the list. */
export interface HoldsAgain extends Tried {
  readonly outcome: 'holds again';
  readonly why: string;
}

/** Gradgate's own code threw: nothing is said about the subject. */
export interface OurBug {
  readonly outcome: 'our bug';
  readonly message: string;
  readonly stack: string;
  /** The token of the problem on which it threw, or of the property's first. */
  readonly replay: string;
}
