/**
 * What a run notes down the moment it happens, as plain JSON: the one road from who judges to who
 * reports. It may be cut off at any entry, when a subject ends the process.
 */
import type { ArithmeticSeen } from './arithmetic-seen.ts';
import type { Count } from './count.ts';
import type { Law, PropertyVerdict } from './property-verdict.ts';
import type { Bug, Canary, RunInfo } from './verdict.ts';

/** One entry, plain JSON. */
export type JournalEntry =
  | Registered
  | CanariesJudged
  | BuiltInReplaced
  | PropertyStarted
  | RoundPassed
  | BeingAsked
  | Failing
  | PropertyJudged
  | ArithmeticLookedAt
  | BugFound;

/** What is going to be judged. The first entry about a subject. */
export interface Registered {
  readonly kind: 'registered';
  readonly run: RunInfo;
  /** All properties of the run, in its order. */
  readonly laws: readonly Law[];
}

/** How the gate did on subjects whose verdict is known. */
export interface CanariesJudged {
  readonly kind: 'canaries judged';
  readonly subject: string;
  readonly canaries: readonly Canary[];
}

/** The subject has replaced what judging rests on, in the realm that it shares with the judge. */
export interface BuiltInReplaced {
  readonly kind: 'built-in replaced';
  readonly subject: string;
  readonly name: string;
}

/** A property is about to be judged. */
export interface PropertyStarted {
  readonly kind: 'property started';
  readonly subject: string;
  readonly id: string;
}

/** A round was passed, of a run that is given a time; or it is known from an earlier session. */
export interface RoundPassed extends RoundsPassed {
  readonly kind: 'round passed';
  readonly subject: string;
  readonly id: string;
}

/** What was tried of a property in all rounds that were passed, and the milliseconds they took. */
export interface RoundsPassed {
  readonly count: Count;
  readonly time: number;
}

/** How far a property is, told now and then. */
export interface BeingAsked {
  readonly kind: 'being asked';
  readonly subject: string;
  readonly id: string;
  /** Problems, of how many; or calls in search of smaller ones that fail. */
  readonly asked: number;
  readonly of: number | 'smaller ones';
}

/** A property fails; or does so on a smaller problem. Each of these problems is told alone. */
export interface Failing {
  readonly kind: 'failing';
  readonly subject: string;
  readonly verdict: PropertyVerdict;
}

/** What came of a property. */
export interface PropertyJudged {
  readonly kind: 'property judged';
  readonly subject: string;
  readonly verdict: PropertyVerdict;
}

/** How the subject sums was looked at, after all properties. */
export interface ArithmeticLookedAt {
  readonly kind: 'arithmetic seen';
  readonly subject: string;
  readonly arithmetic: ArithmeticSeen;
}

/** Gradgate's own code threw while it judged no property. */
export interface BugFound {
  readonly kind: 'bug found';
  readonly subject: string;
  readonly bug: Bug;
}

/** What a run that is given a time has done: enough to go on from there. */
export interface Progress {
  /** Of what it is the progress; a run that differs in any of it cannot go on from there. */
  readonly run: RunInfo;
  /** By id. */
  readonly properties: Readonly<Record<string, RoundsPassed>>;
}
