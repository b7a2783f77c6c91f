import { at } from '../../at.ts';
import { formatNumber } from '../../number/format-number.ts';
import { guessOf } from '../guess.ts';
import type { Seen } from '../seen.ts';
import type { Mistake } from './mistake.ts';

/** A wrong entry, and what it should be. */
interface Entry {
  readonly actual: number;
  readonly right: number;
}

/**
 * A factor, and an addend, as wrong entries have them: where the result should be largest, and
 * least.
 */
export function solved(all: readonly Seen[]): readonly Mistake[] {
  const entries = all.flatMap(wrongEntries);
  if (entries.every(({ right }) => right === 0)) return []; // anything would be an addend
  const bySize = entries.toSorted((a, b) => Math.abs(a.right) - Math.abs(b.right));
  const [least, largest] = [at(bySize, 0), at(bySize, bySize.length - 1)];
  const factor = asMeant(largest.actual / largest.right);
  const { unitRoundoff } = at(all, 0).format;
  // Within a few roundings of 1, it would fit any rounding.
  const isClear = Math.abs(factor - 1) > 8 * unitRoundoff;
  return [isClear ? multiplied(factor) : undefined, added(least.actual - least.right)].filter(
    (mistake) => mistake !== undefined,
  );
}

/** A quotient is rounded, so that of 3 there may be 2.9999999999999996: a number with fewer digits that is as near is meant. */
function asMeant(quotient: number): number {
  const short = Number(quotient.toPrecision(15));
  return Math.abs(short - quotient) <= 2 ** -51 * Math.abs(quotient) ? short : quotient;
}

function wrongEntries({ answer, right, wrong }: Seen): Entry[] {
  const [actual, expected] = [answer.mid.toArray(), right.toArray()];
  return wrong.flatMap((is, place) =>
    is && Number.isFinite(actual[place])
      ? [{ actual: at(actual, place), right: at(expected, place) }]
      : [],
  );
}

function multiplied(factor: number): Mistake | undefined {
  if (factor === 0 || !Number.isFinite(factor)) return undefined;
  return {
    cause: 'factor',
    sentence: () => `it is multiplied by ${formatNumber(factor)}`,
    guesses: ({ right }) => [guessOf(right.map((entry) => entry * factor))],
  };
}

function added(addend: number): Mistake | undefined {
  if (addend === 0 || !Number.isFinite(addend)) return undefined;
  return {
    cause: 'addend',
    sentence: () => `${formatNumber(addend)} is added to every entry`,
    guesses: ({ right }) => [guessOf(right.map((entry) => entry + addend))],
  };
}
