import type { Draw } from '../problem/draw/draw.ts';

/** A random number between −1 and 1 whose last bit, of so many, is 1. */
export function fullEntry(draw: Draw, precision: number): number {
  const low = Math.min(precision, 27);
  const high = precision - low;
  const odd = 2 * draw.integer(0, 2 ** (low - 1) - 1) + 1;
  const leading = high === 0 ? 0 : draw.integer(2 ** (high - 1), 2 ** high - 1);
  const significand = leading * 2 ** low + odd;
  const sign = draw.integer(0, 1) === 0 ? 1 : -1;
  return (sign * significand) / 2 ** precision;
}
