import { Matrix } from '../matrix/matrix.ts';
import { sameBits } from '../number/same-bits.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { fullEntry } from './full-entry.ts';
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
  const full = (): number => fullEntry(draw, format.precision);
  const A = Matrix.of([size, size], (i) => (i === 0 ? 0 : full()));
  const B = Matrix.of([size, size], (_, j) => (j === 0 ? 0 : full()));
  const product = await multiply(A, B);
  const again = await multiply(A, B);
  const isNormWise = product.some(
    (value, place) => (place < size || place % size === 0) && value !== 0,
  );
  return { isNormWise, repeats: sameBits(product, again) };
}
