import { GradgateError } from '../errors.ts';
import type { NumberFormat } from '../number/formats.ts';
import { callsAt } from './at-shape.ts';
import { largestSize } from './masks.ts';
import type { Probed } from './probed.ts';
import type { SumsAt } from './sums-at.ts';
import { smallestSize, usualSizes } from './usual-sizes.ts';

/** The usual sizes whose counts these results hold; of those the largest, where there is none. */
export function usualSizesIn(format: Probed, results: readonly NumberFormat[]): readonly number[] {
  const most = mostOf(format, results);
  const some = usualSizes.filter((size) => size <= most);
  return some.length > 0 ? some : [most];
}

/** Results must hold the counts. @throws GradgateError OPTION */
export function checkSizes(
  sizes: readonly number[],
  format: Probed,
  results: readonly NumberFormat[],
): void {
  const most = mostOf(format, results);
  const larger = sizes.filter((size) => size > most);
  if (larger.length === 0) return;
  const expected = `at most ${most}, for ${format.as}`;
  throw new GradgateError('OPTION', { where: '--sizes', expected, actual: larger.join(', ') });
}

/** Where hardly anything can be seen, it is looked at where blocks of 16 are three. */
export const briefSizes: readonly number[] = [48];

/** @throws GradgateError OPTION */
export function checkBrief(size: number): void {
  if (size <= largestSize.float8) return;
  const expected = `at most ${largestSize.float8}, for these formats`;
  throw new GradgateError('OPTION', { where: '--sizes', expected, actual: `${size}` });
}

function mostOf(format: Probed, results: readonly NumberFormat[]): number {
  return Math.min(largestSize[format.as], ...results.map(({ precision }) => 2 ** precision));
}

/** A probe that takes more calls than this takes too long. */
const mostCalls = 4096;

/** Why the sums of a product at some shape cannot be looked at; nothing, where they can. */
export function whyUnseen(
  { length, result }: SumsAt,
  format: Probed,
  stored: NumberFormat,
): string | undefined {
  const most = mostOf(format, [stored]);
  if (length < smallestSize) return `too short: at least ${smallestSize} terms`;
  if (length > most) return `too long: at most ${most} terms in ${format.as}`;
  const calls = callsAt(result, length);
  return calls > mostCalls ? `${calls} calls for each probe: at most ${mostCalls}` : undefined;
}
