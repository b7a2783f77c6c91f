/** A failure that is known, and let pass: of the subject's own list, or of a file. */

/** What of a failure does not depend on numbers that were drawn: as far as is known, it is the fault's own. */
export interface Look {
  /** Which result is wrong, or what was broken or thrown, without numbers: "dW is wrong". */
  readonly wrong: string;
  /** What the wrong answers look like; left out, where that is not known. */
  readonly diagnosis?: string;
  /** What separates the problems that fail: "n = 1", "m·k ≥ 96". Left out, where that is not known. */
  readonly where?: readonly string[];
  /** The smallest problem without its numbers: "X 2×2, W 2×1, dY 2×1; transX". */
  readonly form: string;
}

/** What a failure must be to be the known one. */
export interface KnownFailure {
  /** Why it is let pass: a reason, a link. */
  readonly why: string;
  /** Left out, where whatever fails of the property is it. */
  readonly problem?: KnownProblem;
  /** The day on which it expired. */
  readonly expired?: string;
}

/** The smallest problem of a known failure, and what that looks like. */
export interface KnownProblem extends Look {
  /** The token that asks it again. */
  readonly replay: string;
  /** What the run was asked for instead of its profile's, by which the token names this problem. */
  readonly sizes?: KnownSizes;
  /** False: asked alone, the problem holds, as the fault depends on what was asked before. */
  readonly alone?: false;
}

/** Options of a run on which a replay token rests. */
export interface KnownSizes {
  readonly runs?: number;
  readonly extent?: number;
  readonly volume?: number;
  readonly tile?: number;
  readonly shapes?: readonly { readonly m: number; readonly n: number; readonly k: number }[];
}

/** What a run says of a known failure. */
export interface KnownState {
  readonly why: string;
  /** Of a file, the token by which it is found there. */
  readonly replay?: string;
  /** Met: it fails. Fixed: its problem holds, and nothing else like it was found. Unmatched: it cannot be asked. */
  readonly state: 'met' | 'fixed' | 'unmatched';
  readonly expired?: string;
  /** The list should be changed, and the run is strict: that is a failure. */
  readonly fails?: true;
}

/** Whether the list should be changed. */
export function isStale({ state, expired }: KnownState): boolean {
  return state !== 'met' || expired !== undefined;
}

/** What should be changed, and why: "known failure is fixed (upstream no. 7): its problem holds". */
export function staleSentence({ why, state, expired, replay }: KnownState): string {
  const name = replay === undefined ? why : `${why}; ${replay}`;
  const told = state === 'met' ? `has expired on ${expired}` : wordsOf[state];
  return `a known failure ${told} (${name})`;
}

const wordsOf = {
  fixed: 'is fixed: what it names holds now; take it off the list, gradgate known --prune does',
  unmatched: 'cannot be asked any more: it names no problem of this subject',
} as const;
