import type { TensorFormats } from '../number/tensor-formats.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import { factorsOf } from './look.ts';
import type { Probed } from './probed.ts';
import { leastPrecision, probedOf } from './probed-in.ts';

/** Where a product has room for what swamps any sum. */
export type Room =
  /** In both factors: results, which are of few bits, can be counted in parts. */
  | { readonly of: 'both' }
  /** In this one, which is asked in this format: the other one may be of so few bits that it has ones at most. */
  | { readonly of: 'left' | 'right'; readonly format: Probed };

/** The room of a product whose formats have none for most probes; nothing, where there is no room at all. */
export function roomFor(stored: TensorFormats, product: ProductName): Room | undefined {
  const result = stored[product];
  const [left, right] = factorsOf(stored, product);
  if (result.precision < leastPrecision) {
    const isWide = [left, right].every(({ maxExponent }) => maxExponent >= leastExponent);
    return isWide ? { of: 'both' } : undefined;
  }
  const [inLeft, inRight] = [probedOf(left, [result]), probedOf(right, [result])];
  if (inLeft !== undefined) return { of: 'left', format: inLeft };
  return inRight && { of: 'right', format: inRight };
}

/** That of bfloat16 and float32. */
const leastExponent = 127;
