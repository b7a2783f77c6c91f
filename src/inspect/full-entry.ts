import type { Draw } from '../problem/draw/draw.ts';
import { sign } from '../problem/draw/entry-context.ts';

/** A random number of magnitude 1/2 to 1 whose last bit, of so many, is 1. */
export function fullEntry(draw: Draw, precision: number): number {
  const half = draw.integer(2 ** (precision - 2), 2 ** (precision - 1) - 1);
  return (sign(draw) * (2 * half + 1)) / 2 ** precision;
}
