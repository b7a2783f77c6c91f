/** What there is to know of one claim; each claim is a file of this folder. */
import type { Answers, Claims, Given, Options } from '../src/contract/subject.ts';
import type { FormatName } from '../src/number/formats.ts';
import type { ProblemOptions } from '../src/problem/draw/generate-problem.ts';
import type { Problem } from '../src/problem/problem.ts';
import type { CallOption } from './call-option.ts';

/** What a subject may say of this claim. */
export type Value<Name extends keyof Claims> = Required<Claims>[Name];

/** A value that is one word, `true` or `false`. */
export type Word<Name extends keyof Claims> = Exclude<Value<Name>, readonly unknown[]>;

/** Words of which a list may be claimed; `never` for most claims. */
export type Listed<Name extends keyof Claims> = Extract<Value<Name>, readonly unknown[]>[number];

/** All that is known of the claim `Name`; the rest of the house reads it here. */
export interface Claim<Name extends keyof Claims = keyof Claims> {
  readonly name: Name;
  /** Every word that may be claimed, the strongest first: each covers those after it. */
  readonly values: readonly Word<Name>[];
  /** Of the words, the first alone covers others. */
  readonly apart?: true;
  /** Instead of a word, a list of some of these may be claimed. */
  readonly some?: readonly Listed<Name>[];
  /** Taken for claimed where the claim is left out. */
  readonly assumed?: Word<Name>;
  /** Without it, the plain problem is judged more strictly, or put in another way. */
  readonly weakens?: true;
  /** A call may need it together with others of these. */
  readonly joins?: true;
  /** It is about arrays, which are copied on their way to another process: no claim to make there. */
  readonly local?: true;
  /** What it adds, in Markdown, as a row of a table; no full stop. */
  readonly sentence: string;
  /** Ids of properties that it makes stricter; all, when left out and no property needs it. */
  readonly properties?: readonly string[];
  /** The needs of properties that it meets, by name, each with the weakest value that does. */
  readonly needs?: Readonly<Record<string, Value<Name>>>;
  /** The values to try on a subject, the stronger of two alternatives first. */
  readonly probes: readonly Probe<Name>[];
  /** What would let off a subject that fails and does not make the claim. */
  readonly settles?: Settlement<Name>;
  /** The problems without which a property that held is weak evidence. */
  readonly evidence?: Demand;
  /** What it adds to the options of a call. */
  readonly options?: { readonly [Option in keyof Options]?: CallOption };
  /** The problems that may be drawn for a subject that claims this, or nothing. */
  draws?(options: ProblemOptions, claimed: Value<Name> | undefined): ProblemOptions;
  /**
   * The value a subject must claim to be asked this question; nothing, when it need not claim any.
   * `entries` are those of X, W and dY, without the gaps of their storage.
   */
  neededBy?(given: Given, entries: readonly Float64Array[]): Value<Name> | undefined;
  /** Whether an answer shows that a subject heeds the claim, where it could be right without. */
  heeds?(given: Given, answers: Answers): boolean;
}

/** A value, and the ids of the properties that refute it where it does not hold. */
interface Probe<Name extends keyof Claims> {
  readonly claimed: Value<Name>;
  readonly by: readonly string[];
  /** The number formats in which they can; all, when left out. */
  readonly of?: readonly FormatName[];
  /** What the subject must claim as well, so that they see it; or all that was found to hold before. */
  readonly beside?: Claims | 'what holds';
  /** Only if another value of this claim holds: alone, it holds of whoever looks at nothing. */
  readonly withOthers?: true;
}

interface Settlement<Name extends keyof Claims> {
  /** The values to try, those first that let off least. */
  readonly claimed: readonly Value<Name>[];
  /** When one may be claimed: "if …". */
  readonly when: string;
  /** What all that fails involves, where that is known: "involves …". */
  readonly involves?: string;
  /** The most significand bits that operands may have; any, when left out. */
  readonly upTo?: number;
}

/** A kind of problem that must have come. */
export interface Demand<Feature extends string = string> {
  readonly feature: Feature;
  /** What to say when none came. */
  readonly lack: string;
  /** Demanded of properties alone that want this of the generator. */
  readonly wanted?: 'batch';
  /** Whether a problem is of the kind. */
  has(problem: Problem): boolean;
}
