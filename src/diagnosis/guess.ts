import { at } from '../at.ts';
import type { Ball } from '../certified/ball.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { isOf } from '../number/round.ts';
import type { Seen } from './seen.ts';

/** What a mistake would give, row by row: NaN is NaN; nothing, where that cannot be known. */
export type Guess = readonly (number | undefined)[];

/** The entries of a matrix; what came to NaN rests on what is not known. */
export function guessOf(matrix: Matrix): Guess {
  return Array.from(matrix.toArray(), (entry) => (Number.isNaN(entry) ? undefined : entry));
}

/** The entries of a matrix, of which all is known. */
export function exactGuessOf(matrix: Matrix): Guess {
  return Array.from(matrix.toArray());
}

/** How many wrong entries the guess gives; nothing, where it contradicts the answer. */
export function explained(
  { answer, right, wrong, format }: Seen,
  guess: Guess,
): number | undefined {
  const [entries, expected] = [answer.entries(), right.toArray()];
  if (guess.length !== entries.length) return undefined;
  const zeroOnly = guess.every((entry) => entry === 0 || entry === undefined);
  const slack = slackOf(guess);
  let count = 0;
  for (const [place, actual] of entries.entries()) {
    const entry = guess[place];
    if (entry === undefined) continue;
    if (!isNear(actual, entry, { format, slack, zeroOnly })) return undefined;
    if (!at(wrong, place)) continue;
    const [off, was] = [Math.abs(actual.mid - entry), Math.abs(actual.mid - at(expected, place))];
    if (off >= was) return undefined; // what should be explains it as well
    if (!(was <= slack)) count += 1;
  }
  return count;
}

/**
 * What a guess may be off by: it is summed in float64, and its terms may cancel. It is generous, as
 * what decides are the wrong entries that are far off.
 */
function slackOf(guess: Guess): number {
  const finite = guess.map((entry) => (Number.isFinite(entry) ? Math.abs(entry ?? 0) : 0));
  return 2 ** -48 * finite.reduce((most, entry) => Math.max(most, entry), 0);
}

interface Nearness {
  readonly format: NumberFormat;
  readonly slack: number;
  /** Zeros are exact: an answer that is small beside its radius is not 0 for that. */
  readonly zeroOnly: boolean;
}

function isNear({ mid, rad }: Ball, entry: number, { format, slack, zeroOnly }: Nearness): boolean {
  if (Object.is(mid, entry) || mid === entry) return true;
  if (!Number.isFinite(entry) || !Number.isFinite(mid) || zeroOnly) return false;
  // What is no number of the format has been rounded to one.
  const rounding = isOf(entry, format) ? 0 : 1.01 * format.unitRoundoff * Math.abs(entry);
  return Math.abs(mid - entry) <= rad + rounding + slack;
}
