/** The golden vectors as plain JSON: what the files under vectors/ hold. */

import type { Claims } from '../contract/subject.ts';
import type { Shape } from '../problem/shape.ts';
import type { AnswerName, JsonExpected } from '../wire/json-balls.ts';
import type { JsonGiven } from '../wire/json-given.ts';
import type { SaidFields } from '../wire/said-in.ts';
import type { VectorsName } from './published.ts';

/** A question, and what every right answer to it lies within. */
export interface Case extends JsonGiven {
  /** Unique in its file; the same in the file of every arithmetic that has the case. */
  readonly id: string;
  /** The paper's number for what it asks. */
  readonly source: string;
  /** Explained in the notes of the file. */
  readonly flags: readonly string[];
  readonly note?: string;
  /** Known bugs of which this is the smallest problem, with the public thread if there is one. */
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

/** All cases of one arithmetic. */
export interface VectorFile
  extends Pick<SaidFields, 'numberFormat' | 'formats' | 'accumulates' | 'fusedSums'> {
  readonly version: 1;
  /** What each flag says about a case. */
  readonly notes: Readonly<Record<string, string>>;
  readonly groups: readonly Group[];
}

/** What a port answered. */
export interface Results extends SaidFields, Pick<Claims, 'subnormals'> {
  readonly subject: string;
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
  /** By the name of the file. */
  readonly formats: Readonly<Partial<Record<VectorsName, Counts>>>;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** Faults of the bank of which no single case can be made, and why. */
  readonly notExpressible: readonly { readonly fault: string; readonly reason: string }[];
}

/** How many cases a file has in all and in each group, and how many faults these name. */
export interface Counts {
  readonly cases: number;
  readonly faults: number;
  readonly groups: Readonly<Record<string, number>>;
}
