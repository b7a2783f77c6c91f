/** The verdict as plain JSON: what workers send, what files hold, what reports are made from. */

import type { ClaimedFeature } from '../../claims/index.ts';
import type { Layout } from '../problem/layout.ts';
import type { JsonNumber } from '../wire/json-number.ts';

/** Rows of entries. */
export type JsonMatrix = readonly (readonly JsonNumber[])[];

export interface Verdict {
  /** The version of this format; see verdict.schema.json. */
  readonly version: 2;
  readonly gradgate: string;
  readonly run: RunInfo;
  /** False when the run was interrupted or the subject's process ended. */
  readonly complete: boolean;
  /** What the subject threw outside of all calls, after one had answered or while it was disposed. */
  readonly trouble?: string;
  /** Void: the gate itself failed on its canaries, and nothing it says counts. */
  readonly conclusion: 'verified' | 'violated' | 'not run' | 'void';
  /** Subjects whose verdict is known, judged before anything else. */
  readonly canaries?: readonly Canary[];
  readonly properties: readonly PropertyVerdict[];
}

/** A wrong subject that must be caught, or a right one that must not be accused. */
export interface Canary {
  readonly name: string;
  readonly property: string;
  readonly outcome: 'caught' | 'missed' | 'not accused' | 'accused';
}

/** What was judged, and how: the same run info gives the same verdict. */
export interface RunInfo {
  readonly subject: string;
  readonly numberFormat: string;
  readonly claims: Readonly<Record<string, boolean | string | readonly string[]>>;
  readonly profile: string;
  readonly seed: number;
  /** Problems per property; of a run in rounds, per round. */
  readonly runs: number;
  /** Of a run in rounds: which shards of how many, counted from 1. The whole run is 1 of 1. */
  readonly shards?: { readonly asked: readonly number[]; readonly of: number };
}

export interface PropertyVerdict {
  readonly id: string;
  readonly equation: string;
  readonly statement: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  /** Problems asked: all of them, or up to the first that failed. */
  readonly runs: number;
  /** Of a run in rounds: those that were begun, in all sessions and shards. */
  readonly rounds?: number;
  /** Why it failed, was skipped, or could not be judged. */
  readonly reason?: string;
  /** Why this failure is known, and therefore does not decide the conclusion. */
  readonly known?: string;
  readonly counterexample?: Counterexample;
  /** What the problems were, up to the first that failed. */
  readonly evidence?: Evidence;
  /** Why it passed only weakly: what was never tried. */
  readonly weak?: readonly string[];
}

/** What problems are evidence of. */
export interface Evidence {
  /** In how many problems each of these was the case. */
  readonly features: Readonly<Partial<Record<Feature, number>>>;
  /** Entries of X, W and dY, and how many of them were 0. */
  readonly entries: number;
  readonly zeros: number;
  /** The largest error as a fraction of the one allowed there; left out where all was exact. */
  readonly closest?: number;
  /** Where gradients are compared with their formulas: what a wrong formula would have had to survive. */
  readonly ledger: readonly LedgerLine[];
}

export type Feature =
  | 'exact'
  | 'rounded'
  | 'saturating'
  | 'extent 0'
  | 'extent 1'
  | 'extent above 8'
  | ClaimedFeature;

/**
 * The probability that a fault would not have been seen: one that is confined to such shapes, there
 * whatever the entries and layouts, and bilinear, as a wrong index, transpose, bound, sign or factor is.
 */
export interface LedgerLine {
  readonly gradient: 'dX' | 'dW';
  /** Which extents are 1, or else which are equal. */
  readonly shapes: string;
  /** Those that count: exact, with entries drawn independently of one another. */
  readonly problems: number;
  readonly survival: number;
}

/** The smallest problem found, and how the subject is wrong on it. */
export interface Counterexample extends JsonProblem {
  /** Which quantity is wrong: "dX", "row 0 of dX". */
  readonly where: string;
  /** The first wrong entry of it, from 0. */
  readonly entry?: readonly [number, number];
  /** The ball in which the entry must lie, or what should be so. */
  readonly expected: { readonly mid: JsonNumber; readonly rad: JsonNumber } | string;
  readonly actual: JsonNumber | string;
  /** How far outside the ball the entry lies. */
  readonly excess?: JsonNumber;
  /** Both sides in full, and every wrong entry. */
  readonly sides?: {
    readonly actual: JsonMatrix;
    readonly expected: JsonMatrix;
    readonly wrong: readonly (readonly [number, number])[];
  };
  /** What the entry says about itself (product-terms). */
  readonly sentence?: string;
  /** What the wrong answer looks like. */
  readonly diagnosis?: string;
  /** Which of its passes is wrong: the formulas, its forward and its backward pass had a vote each. */
  readonly oddOneOut?: 'backward' | 'forward' | 'both';
  /** Would others have caught it? Their rules on this problem. */
  readonly others?: readonly Other[];
  /** Accepted shrink steps. */
  readonly shrinks: number;
  /** history-independence: the calls up to the wrong one, which is the last. */
  readonly calls?: readonly JsonCall[];
  readonly replay: string;
  /** The problem as it was first found. */
  readonly first: JsonProblem;
  /** Every problem from the first to the smallest, in short. */
  readonly steps: readonly Step[];
}

/** Another gradient checker, and whether its rule would have caught a problem that fails here. */
export interface Other {
  readonly name: string;
  readonly outcome: 'caught' | 'missed' | 'rejects a right one too' | 'cannot be asked';
}

/** One question. Of a batch, the members of X, W and dY are stacked as rows. */
export interface JsonProblem {
  /** Of one member. */
  readonly shape: { readonly m: number; readonly n: number; readonly k: number };
  readonly X: JsonMatrix;
  readonly W: JsonMatrix;
  readonly dY: JsonMatrix;
  /** The batch axes of each. */
  readonly batch?: Readonly<Record<'X' | 'W' | 'dY', readonly number[]>>;
  /** How operands (and destinations) lie that are not dense. */
  readonly layouts?: Readonly<Partial<Record<'X' | 'W' | 'dY' | 'dX' | 'dW', JsonLayout>>>;
}

/** A layout in words and in numbers; the strides follow from the shape in which it is given. */
export interface JsonLayout extends Layout {
  readonly words: string;
}

/** One call of a sequence. */
export interface JsonCall extends JsonProblem {
  readonly call: string;
}

export interface Step {
  readonly shape: { readonly m: number; readonly n: number; readonly k: number };
  /** Entries of X, W and dY that are not 0. */
  readonly nonZero: number;
  /** The largest magnitude among them. */
  readonly largest: JsonNumber;
  /** What else there is to it: batch axes, views, calls before. */
  readonly more?: string;
  readonly where: string;
}
