import { Matrix } from '../../matrix/matrix.ts';
import { chance, type Draw } from './draw.ts';
import type { EntryContext } from './entry-context.ts';

/**
 * One large term, and others of its sign that are just less than the last unit of the sum beside it. A sum that is
 * rounded to nearest takes each for a unit, and is off by hardly anything; one that is cut off loses all that come
 * later, twice as much as γ allows. X and W are 1, and dY has the terms.
 */
export interface Truncating {
  readonly large: number;
  /** All bits of it are 1. */
  readonly small: number;
}

type Context = Pick<EntryContext, 'formats' | 'sums' | 'accumulator'>;

/**
 * The terms that there is room for; nothing, where the range of dY is too short, or where what is lost in a wider
 * accumulator does not show.
 */
export function truncatingOf({ formats, sums, accumulator }: Context): Truncating | undefined {
  const { dY } = formats;
  if (accumulator !== undefined) return undefined;
  const top = Math.min(dY.maxExponent, sums.maxExponent) >> 1;
  const lowest = Math.max(dY.minExponent, sums.minExponent);
  const room = Math.max(0, sums.precision - (top - lowest));
  if (top + room >= Math.min(dY.maxExponent, sums.maxExponent)) return undefined;
  const large = 2 ** (top + room);
  return { large, small: large * 2 ** (1 - sums.precision) * (1 - 2 ** -dY.precision) };
}

/**
 * Two terms, the smaller of which is seven eighths of the last unit of the larger, as in the middle of the range as they
 * can be; nothing, where there is no room. To nearest, their sum is a unit larger, whatever more bits it is kept in; cut
 * off, it is the larger term alone, however many bits it is aligned with.
 */
export function truncatingPairOf({ formats, sums, accumulator }: Context): Truncating | undefined {
  const { dY } = formats;
  if (accumulator !== undefined || dY.precision < 3) return undefined;
  const [below, most] = [sums.precision + 2, Math.min(dY.maxExponent, sums.maxExponent - 1)];
  const least = Math.ceil(Math.log2(Math.max(dY.smallest, sums.smallest))) + below;
  if (least > most) return undefined;
  const large = 2 ** Math.ceil((least + most) / 2);
  return { large, small: 7 * large * 2 ** -below };
}

/** Every line has the large term at one place, most often the first; lines are rows, where these are longer. */
export function truncatingUpstream(
  draw: Draw,
  { large, small }: Truncating,
  [rows, cols]: readonly [number, number],
): Matrix<'m', 'k'> {
  const isByRow = rows === cols ? chance(draw, 50) : cols > rows;
  const last = (isByRow ? cols : rows) - 1;
  const place = chance(draw, 50) ? 0 : chance(draw, 50) ? last : draw.integer(0, last);
  const sign = chance(draw, 50) ? 1 : -1;
  return Matrix.of([rows, cols], (i, j) => sign * ((isByRow ? j : i) === place ? large : small));
}
