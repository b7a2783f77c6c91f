import type { NumberFormat } from '../../number/formats.ts';
import { chance, type Draw } from './draw.ts';
import {
  balanced,
  type Entries,
  type EntryContext,
  each,
  type Name,
  sign,
} from './entry-context.ts';

/**
 * Drawn only where an accumulator is claimed that is wider than what is stored: dense integers whose sums
 * fill the accumulator and are rounded once, when they are stored. Their signs are mixed, or nine of ten
 * alike, so that partial sums are large; or those of one half of a sum cancel those of the other, so that
 * partial sums are large and the result is small.
 */
export const accumulatedKinds = ['filling', 'one-sided', 'paired'] as const;
export type AccumulatedKind = (typeof accumulatedKinds)[number];

/** One entry of an operand. */
interface Sizes {
  readonly any: () => number;
  readonly large: () => number;
}

/**
 * Up to α with α²·max(m, n, k) ≤ 2^p of the accumulator, or up to the largest number. A format of few bits has
 * such integers at several scales.
 */
export function accumulatedEntries(
  draw: Draw,
  kind: AccumulatedKind,
  context: EntryContext,
): Entries {
  const entries = each((name) => sizesOf(draw, context.formats[name], context));
  switch (kind) {
    case 'filling':
      return each((name) => () => sign(draw) * entries[name].any());
    case 'one-sided': {
      const { X, W, dY } = entries;
      return { X: X.any, W: W.any, dY: () => (chance(draw, 90) ? 1 : -1) * dY.any() };
    }
    case 'paired':
      return each((name: Name) => entries[name].large); // drawUpstream gives dY its signs
  }
}

/** Where the range is short, all are scaled down, so that sums leave room for scaling by 2^8. */
function sizesOf(
  draw: Draw,
  format: NumberFormat,
  { shape, sums, ...context }: EntryContext,
): Sizes {
  const { accumulator = sums } = context;
  const most = Math.min(balanced({ shape, sums: accumulator }), format.largest);
  const limit = Math.min(most, 2 ** format.precision - 1);
  const scales = Math.floor(Math.log2(most / limit));
  const longest = Math.log2(Math.max(shape.m, shape.n, shape.k));
  const bits = 2 * (Math.log2(limit) + scales) + longest;
  const down = Math.max(0, Math.ceil((bits - sums.maxExponent + 9) / 2));
  const unit = Math.max(2 ** -down, format.smallest);
  return {
    any: () => draw.integer(1, limit) * 2 ** draw.integer(0, scales) * unit,
    large: () => draw.integer(Math.max(1, limit - 3), limit) * 2 ** scales * unit,
  };
}
