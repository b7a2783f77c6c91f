/** The verdict as plain JSON: what workers send, what files hold, what reports are made from. */

import type { Layout } from '../problem/layout.ts';

/** A number as JSON has it; what JSON cannot carry is text. `decodeNumber` reads it back exactly. */
export type JsonNumber = number | '-0' | 'NaN' | 'Infinity' | '-Infinity';

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
  readonly conclusion: 'verified' | 'violated' | 'not run';
  readonly properties: readonly PropertyVerdict[];
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
