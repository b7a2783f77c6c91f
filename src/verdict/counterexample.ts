/** A problem on which a subject is wrong, as plain JSON. */
import type { Claims } from '../contract/subject.ts';
import type { Layout } from '../problem/layout.ts';
import type { JsonNumber } from '../wire/json-number.ts';
import type { JsonMatrix } from './encode-matrix.ts';
import type { FailsWhere } from './fails-where.ts';

/** The smallest problem found, and how the subject is wrong on it. */
export type Counterexample = SmallestProblem & Wrong;

/** How a subject is wrong on a problem. */
export type Wrong = WrongEntries | BrokenFact | Throw;

/** An entry of one side is not in its ball. */
export interface WrongEntries {
  readonly kind: 'entries';
  /** Which quantity is wrong: "dX", "row 0 of dX". */
  readonly where: string;
  /** The first wrong entry of it: row and column, from 0. */
  readonly entry: readonly [number, number];
  /** The ball in which the entry must lie. */
  readonly expected: { readonly mid: JsonNumber; readonly rad: JsonNumber };
  readonly actual: JsonNumber;
  /** How far outside the ball the entry lies. */
  readonly excess: JsonNumber;
  /** Both sides, and every wrong entry: in full, or a part of a large matrix. */
  readonly sides: {
    readonly actual: JsonMatrix;
    readonly expected: JsonMatrix;
    readonly wrong: readonly (readonly [number, number])[];
    /** What each entry may be off by, from 0; absent where all of them must be exact. */
    readonly allowed?: JsonMatrix;
    /** Of a part: where it begins, and the shape of the whole. `wrong` has places in the part. */
    readonly from?: readonly [number, number];
    readonly of?: readonly [number, number];
  };
  /** What the entry says about itself (product-terms). */
  readonly sentence?: string;
}

/** Something that should be so is not: "the inputs are unchanged". */
export interface BrokenFact {
  readonly kind: 'fact';
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/** The subject threw where, by what it claims, it owes an answer. */
export interface Throw {
  readonly kind: 'throw';
  /** The claims that the question rests on; at least one. */
  readonly claims: Claims;
  /** What it threw, in its own words: maybe a whole traceback. */
  readonly message: string;
}

/** What is known of the smallest problem on which a property fails, or the subject throws. */
export interface SmallestProblem extends JsonProblem {
  /** Of a large product, where it is wrong: rows of letters, each for a tile; `#` has wrong entries. */
  readonly map?: WrongMap;
  /** What the wrong answers look like: to this problem, the first one and fresh ones. */
  readonly diagnosis?: string;
  /** What kind of mistake that is. */
  readonly cause?: string;
  /** What they look like, where several things explain them, up to three; none: nothing that is known. */
  readonly candidates?: readonly string[];
  /** Which of its passes is wrong: the formulas, forward and backward pass had a vote each. */
  readonly oddOneOut?: 'backward' | 'forward' | 'both';
  /** Would others have caught it? Their rules on this problem. */
  readonly others?: readonly Other[];
  /** What separates the problems that fail from those that hold. */
  readonly failsWhere?: FailsWhere | 'out of time';
  /** Accepted shrink steps. */
  readonly shrinks: number;
  /** How the search for a smaller one ended; absent of a replay, which looks for none. */
  readonly shrinking?: Shrinking;
  /** history-independence: the calls up to the wrong one, which is the last. */
  readonly calls?: readonly JsonCall[];
  /** What came of asking it again, alone. */
  readonly again?: AskedAgain;
  /** It failed in an earlier run, which kept it; this run found no other problem on which it does. */
  readonly kept?: true;
  /** The token that asks it again. */
  readonly replay: string;
  /** The problem as it was first found. */
  readonly first: JsonProblem;
  /** Every problem from the first to the smallest, in short. */
  readonly steps: readonly Step[];
}

/** Which tiles of a matrix have wrong entries. */
export interface WrongMap {
  /** Rows and columns of a tile; the last ones end with the matrix. */
  readonly tile: readonly [number, number];
  readonly lines: readonly string[];
}

/** How the search for a smaller problem ended. */
export interface Shrinking {
  /** Cut off: the run ended during the search. */
  readonly ended: 'nothing smaller fails' | 'out of calls' | 'out of time' | 'cut off';
  /** Calls of the subject that it took. */
  readonly calls: number;
  /** Smaller problems that failed in another way, and were not followed. */
  readonly otherwise?: number;
  /** The property before it that fails alike and was shrunk, so that little was spent on this one. */
  readonly after?: string;
}

/** A problem was asked again, and nothing else before it where `fresh`. */
export interface AskedAgain {
  /** It was the first that a new thread or process was asked. */
  readonly fresh: boolean;
  readonly fails: boolean;
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
  /** Left out of a large problem. */
  readonly X?: JsonMatrix;
  readonly W?: JsonMatrix;
  readonly dY?: JsonMatrix;
  /** Of a large problem, what its entries are: they follow from the token. */
  readonly numbers?: string;
  /** Of operands that are codes and scales: the scale of each block, of each member. */
  readonly scales?: Readonly<Partial<Record<'X' | 'W' | 'dY', JsonMatrix>>>;
  /** Of those that have one: the global scale, of each member. */
  readonly globalScales?: Readonly<Partial<Record<'X' | 'W' | 'dY', JsonMatrix>>>;
  /** The batch axes of each. */
  readonly batch?: Readonly<Record<'X' | 'W' | 'dY', readonly number[]>>;
  /** How many rows are of each group; W has a member for each. */
  readonly groups?: readonly number[];
  /** What the call asks for besides, in words: "α = 2", "transX". */
  readonly asks?: readonly string[];
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

/** One problem on the way from the first that failed to the smallest. */
export interface Step {
  readonly shape: { readonly m: number; readonly n: number; readonly k: number };
  /** Entries of X, W and dY that are not 0. */
  readonly nonZero: number;
  /** The largest magnitude among them. */
  readonly largest: JsonNumber;
  /** What else there is to it: batch axes, views, calls before. */
  readonly more?: string;
  readonly where: string;
  /** The first wrong entry, where entries are wrong: its place, what it should be and what it is. */
  readonly wrong?: {
    readonly entry: readonly [number, number];
    readonly expected: JsonNumber;
    readonly actual: JsonNumber;
  };
}
