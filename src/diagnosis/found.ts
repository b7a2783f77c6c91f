import { GradgateError } from '../errors.ts';
import { explained, type Guess } from './guess.ts';
import type { Cause, Mistake } from './mistakes/mistake.ts';
import type { Result, Seen } from './seen.ts';

/** One mistake that explains wrong answers. */
export interface Explanation {
  readonly cause: Cause;
  /** Completes "this dX ". */
  readonly sentence: string;
}

/**
 * An explanation of all answers, how far-fetched it is, and how many answers and entries it rests
 * on.
 */
export interface Found extends Explanation {
  readonly rank: number;
  /** Entries of the part that it is about; 0 of the whole result. */
  readonly size: number;
  readonly guesses: Guessing;
  readonly answers: number;
  readonly entries: number;
}

/**
 * Which answers a mistake must explain: what has two faults, or a fault in a fault, is explained
 * but for one in ten.
 */
export type Which = 'all' | 'but for a few';

/** What a mistake would give in the place of an answer. */
export type Guessing = (seen: Seen) => readonly Guess[];

/** What a mistake would give; none of shapes by which it cannot be made. */
export function guessesOf(mistake: Mistake, seen: Seen): readonly Guess[] {
  try {
    return mistake.guesses(seen);
  } catch (error) {
    if (error instanceof GradgateError && error.code === 'SHAPE') return [];
    throw error;
  }
}

/** What all of them are answers to. */
export function resultOf([first]: readonly Seen[]): Result {
  return first?.of ?? 'dX';
}

const inOtherOrder: readonly Cause[] = ['narrow', 'rounded'];

function isExact({ answer }: Seen): boolean {
  return answer.rad.toArray().every((radius) => radius === 0);
}

/** After other calls, what is kept of these is the plainest: alone, the last one may be right. */
export const lateRank = 10;

/** How far-fetched a mistake is as an explanation of these answers. */
export function rankOf({ cause, rank = 0 }: Partial<Mistake>, all: readonly Seen[]): number {
  const isLate = all.some(({ before = [] }) => before.length > 0);
  return isLate && cause !== 'stale' ? rank + lateRank : rank;
}

/**
 * What guesses rest on, where each answer is one of them; nothing, where one is not, or much is
 * unknown. Of what rounds, one answer in ten may be another: its sums may have been rounded in
 * another order.
 */
export function restOn(
  all: readonly Seen[],
  { guesses, cause, which }: Pick<Found, 'guesses' | 'cause'> & { readonly which: Which },
): Pick<Found, 'answers' | 'entries'> | undefined {
  let [answers, entries, wrong, missed] = [0, 0, 0, 0];
  for (const seen of all) {
    const counts = guesses(seen).flatMap((guess) => explained(seen, guess) ?? []);
    if (counts.length === 0) {
      missed += 1;
      const isRounded = inOtherOrder.includes(cause) && !isExact(seen);
      const mayMiss = isRounded || which === 'but for a few';
      if (!mayMiss || 10 * missed > all.length) return undefined;
      continue;
    }
    const most = Math.max(...counts);
    if (most > 0) answers += 1;
    entries += most;
    wrong += seen.wrong.filter((is) => is).length;
  }
  return 4 * entries >= wrong && 2 * answers >= all.length ? { answers, entries } : undefined;
}
