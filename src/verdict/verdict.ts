/** The verdict as plain JSON: what workers send, what files hold, what reports are made from. */

import type { ScaledFormat } from '../contract/subject.ts';
import type { ArithmeticSeen } from './arithmetic-seen.ts';
import type { Change } from './change.ts';
import type { PropertyVerdict } from './property-verdict.ts';

/** What one run says of one subject. */
export interface Verdict {
  /** The version of this format; see verdict.schema.json. */
  readonly version: 3;
  readonly gradgate: string;
  readonly run: RunInfo;
  /** False when the run was interrupted or the subject's process ended. */
  readonly complete: boolean;
  /** What the subject threw outside of all calls: after one had answered, or in `dispose`. */
  readonly trouble?: string;
  /** Gradgate's own code threw while it judged no property. */
  readonly bug?: Bug;
  readonly conclusion: Conclusion;
  /** Changes of what the subject says, each with all that fails would hold, or not be asked; at least one. */
  readonly settledBy?: readonly Change[];
  /** The gradient that the subject says it has not: nothing was asked of it. */
  readonly unchecked?: readonly ('dX' | 'dW')[];
  /** Subjects whose verdict is known, judged before anything else. */
  readonly canaries?: readonly Canary[];
  /** A built-in that a subject in the judge's own process has replaced. */
  readonly replaced?: string;
  /** How it sums, of a run at profile ci or deep that judged every property. */
  readonly arithmetic?: ArithmeticSeen;
  readonly properties: readonly PropertyVerdict[];
  /** What changed since an earlier verdict, where there was one to be compared with. */
  readonly since?: Since;
}

/** What changed since an earlier verdict, by the ids of properties. */
export interface Since {
  /** The earlier one; left out, where there was none on the subject. */
  readonly base?: Pick<RunInfo, 'subject' | 'profile' | 'seed'> & Pick<Verdict, 'gradgate'>;
  /** They fail now, and did not, or nobody knows; or they failed otherwise. */
  readonly new: readonly string[];
  /** Of those, what failed before, too, in another way. */
  readonly otherwise: readonly string[];
  readonly fixed: readonly string[];
  readonly still: readonly string[];
}

/**
 * What follows from all properties. Void: the gate failed on its own canaries, or what it judges with
 * was replaced. Bug: its own code threw. Of either, nothing that it says counts. Not reproduced: the
 * problem of a replay holds.
 */
export type Conclusion = 'verified' | 'violated' | 'not run' | 'void' | 'bug' | 'not reproduced';

/** An error of gradgate's own. */
export interface Bug {
  readonly message: string;
  readonly stack: string;
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
  /** Of tensors whose format is another one. */
  readonly formats?: Readonly<Record<string, string | ScaledFormat>>;
  readonly claims: Readonly<Record<string, boolean | number | string | readonly string[]>>;
  readonly profile: string;
  readonly seed: number;
  /** Problems per property; of a run in rounds, per round. */
  readonly runs: number;
  /** The largest extent and m·n·k, where they are not the profile's. */
  readonly extent?: number;
  readonly volume?: number;
  /** Shapes that were asked, too; of profile large, they alone. */
  readonly shapes?: readonly { readonly m: number; readonly n: number; readonly k: number }[];
  /** About the multiples of this extent was asked, too. */
  readonly tile?: number;
  /** It ends at the first property that fails, or cannot be run. */
  readonly bail?: true;
  /** Of a run that counts them: rounds of each property, of all shards together. */
  readonly rounds?: number;
  /** Of a run in rounds: which shards of how many, counted from 1. The whole run is 1 of 1. */
  readonly shards?: { readonly asked: readonly number[]; readonly of: number };
  /** Of one problem that was asked again: its token. */
  readonly replay?: string;
}
