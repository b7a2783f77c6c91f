import { Matrix } from '../matrix/matrix.ts';
import { formats } from '../number/formats.ts';
import { sameBits } from '../number/same-bits.ts';
import { type Draw, drawFrom } from '../problem/draw/draw.ts';
import type { Asked } from './probe.ts';

/** What two calls with entries that fill the format show. */
export interface Errors {
  /** Entries that are sums of nothing but zeros are not 0: they have a share in the errors of others. */
  readonly isNormWise: boolean;
  /** Both calls had the same bits. */
  readonly repeats: boolean;
}

/** Asks twice for a product whose first row and column are sums of zeros. */
export async function seeErrors({ multiply, size, format }: Asked): Promise<Errors> {
  const draw = drawFrom(1);
  const full = (): number => entryOf(draw, formats[format].precision);
  const A = Matrix.of([size, size], (i) => (i === 0 ? 0 : full()));
  const B = Matrix.of([size, size], (_, j) => (j === 0 ? 0 : full()));
  const product = await multiply(A, B);
  const again = await multiply(A, B);
  const isNormWise = product.some(
    (value, place) => (place < size || place % size === 0) && value !== 0,
  );
  return { isNormWise, repeats: sameBits(product, again) };
}

/** A number between 1/2 and 1, or −1/2 and −1, whose last bit is 1. */
function entryOf(draw: Draw, precision: number): number {
  const low = Math.min(precision, 27);
  const high = precision - low;
  const odd = 2 * draw.integer(0, 2 ** (low - 1) - 1) + 1;
  const leading = high === 0 ? 0 : draw.integer(2 ** (high - 1), 2 ** high - 1);
  const significand = leading * 2 ** low + odd;
  const sign = draw.integer(0, 1) === 0 ? 1 : -1;
  // Of narrow formats, the leading bits may be 0.
  return (sign * significand) / 2 ** precision;
}
