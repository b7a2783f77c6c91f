/** The golden vectors as plain JSON: what the files under vectors/ hold. */

import type { Claims } from '../contract/subject.ts';
import type { FormatName } from '../number/formats.ts';
import type { Shape } from '../problem/shape.ts';
import type { JsonNumber } from '../verdict/verdict.ts';

/** A tensor of the contract: row-major; with strides, `data` is its whole storage. */
export interface JsonTensor {
  readonly shape: readonly number[];
  readonly data: readonly JsonNumber[];
  readonly strides?: readonly number[];
  readonly offset?: number;
}

/** The options of the contract; a destination that is an operand itself is named. */
export interface JsonOptions {
  readonly transX?: boolean;
  readonly transW?: boolean;
  readonly alpha?: number;
  readonly beta?: number;
  readonly bias?: boolean;
  readonly wants?: readonly ('dX' | 'dW')[];
  readonly into?: {
    readonly dX: JsonTensor | 'X';
    readonly dW: JsonTensor | 'W';
    readonly accumulate: boolean;
  };
  readonly shared?: 'X·X' | 'X·Xᵀ';
}

/** A question of the contract. */
export interface JsonGiven {
  readonly X: JsonTensor;
  readonly W: JsonTensor;
  readonly dY: JsonTensor;
  readonly options?: JsonOptions;
}

/** What an answer may consist of. */
export const answerNames = ['Y', 'dX', 'dW', 'db', 'dC'] as const;
export type AnswerName = (typeof answerNames)[number];

/** Accept a iff |a − data| ≤ rad, or both are the same infinity or NaN. 0: every radius is 0. */
export interface JsonBalls {
  readonly shape: readonly number[];
  readonly data: readonly JsonNumber[];
  readonly rad: 0 | readonly JsonNumber[];
}

export type JsonExpected = Readonly<Partial<Record<AnswerName, JsonBalls>>>;

export interface Case extends JsonGiven {
  /** Unique in its file; the same in the file of every number format that has the case. */
  readonly id: string;
  /** The paper's number for what it asks. */
  readonly source: string;
  /** Explained in the notes of the file. */
  readonly flags: readonly string[];
  readonly note?: string;
  /** Known bugs of which this is the smallest problem, with the public thread where there is one. */
  readonly faults?: readonly { readonly name: string; readonly thread?: string }[];
  readonly shape: Shape;
  readonly expected: JsonExpected;
}

/** The cases for one set of claims: a port runs the groups whose claims it makes. */
export interface Group {
  readonly name: string;
  readonly claims: Claims;
  readonly cases: readonly Case[];
}

export interface VectorFile {
  readonly version: 1;
  readonly numberFormat: FormatName;
  /** What each flag says about a case. */
  readonly notes: Readonly<Record<string, string>>;
  readonly groups: readonly Group[];
}

/** What a port answered. */
export interface Results {
  readonly subject: string;
  readonly numberFormat: FormatName;
  /** How it sums; conventional when left out. */
  readonly algorithm?: Claims['algorithm'];
  readonly results: readonly Result[];
}

/** The answer to one case; a destination's is its whole storage after the call. */
export type Result = {
  readonly id: string;
  /** What the storage of operands held after the call; judged where it is given. */
  readonly after?: Readonly<Partial<Record<'X' | 'W' | 'dY', unknown>>>;
} & {
  readonly [Name in AnswerName]?: { readonly shape: unknown; readonly data: unknown };
};

/** What is in the folder, with the hash of each file. */
export interface Manifest {
  readonly version: 1;
  readonly cases: number;
  readonly formats: Readonly<
    Partial<Record<FormatName, Readonly<Record<'cases' | 'faults', number> & { groups: Counts }>>>
  >;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** Faults of the bank of which no single case can be made, and why. */
  readonly notExpressible: readonly { readonly fault: string; readonly reason: string }[];
}

type Counts = Readonly<Record<string, number>>;
