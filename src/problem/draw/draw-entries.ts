import type { NumberFormat } from '../../number/formats.ts';
import { type AccumulatedKind, accumulatedEntries } from './accumulated-entries.ts';
import { chance, type Draw, pick } from './draw.ts';
import {
  balanced,
  type Entries,
  type EntryContext,
  each,
  type Name,
  sign,
} from './entry-context.ts';
import { tiedEntries, tieOf } from './tied-entries.ts';

/**
 * How entries are made. The first five are exact: integers whose products and partial sums fit the
 * format, so that every conventional algorithm must give the exact gradient. `saturating` ones go
 * up to that capacity, where a narrower accumulator or cast becomes a wrong integer. `absorbing`: a
 * large term, 1 and minus the large term, in any order; a sum that cannot hold both loses the 1.
 * `subnormal`: one operand is made of small multiples of the smallest numbers, which may not be taken
 * for 0. The others are rounded: full significands of moderate and of wide magnitudes; one operand at
 * one end of the format's range, where the others bring the gradients back to its middle; and values
 * that cancel.
 */
export const exactKinds = ['tiny', 'middle', 'saturating', 'absorbing', 'subnormal'] as const;
export const roundedKinds = ['rounded', 'wide', 'lopsided', 'cancelling'] as const;
export const entryKinds = [...exactKinds, ...roundedKinds] as const;
export type EntryKind = (typeof entryKinds)[number] | AccumulatedKind | 'tied' | 'truncating';

/** Draws entries of this kind. */
export function drawEntries(draw: Draw, kind: EntryKind, context: EntryContext): Entries {
  switch (kind) {
    case 'tiny':
      return integers(draw, cap(3, context));
    case 'middle': {
      const limit = balanced(context);
      return integers(draw, cap(2 ** draw.integer(2, Math.max(2, Math.log2(limit) | 0)), context));
    }
    case 'saturating':
      if (context.full) return largeIntegers(draw, cap(Number.POSITIVE_INFINITY, context));
      return integers(draw, saturating(draw, context), chance(draw, 50));
    case 'absorbing':
    case 'truncating':
      return { X: () => 1, W: () => 1, dY: () => 1 };
    case 'subnormal':
      return subnormal(draw, context);
    case 'rounded':
      return floats(draw, context, 2);
    case 'wide':
      return floats(draw, context, widest(context.sums));
    case 'lopsided':
      return lopsided(draw, context);
    case 'cancelling':
      return nearOne(draw, context);
    case 'filling':
    case 'one-sided':
    case 'paired':
      return accumulatedEntries(draw, kind, context);
    case 'tied': {
      const tie = tieOf(context);
      return tie === undefined
        ? accumulatedEntries(draw, 'filling', context)
        : tiedEntries(draw, tie);
    }
  }
}

type Limits = Readonly<Record<Name, number>>;

/** Of every operand at most the balanced limit, and the last integer without a gap. */
function cap(limit: number, context: EntryContext): Limits {
  const alpha = Math.min(limit, balanced(context));
  return each((name) => Math.min(alpha, 2 ** context.formats[name].precision));
}

/** All operands at the balanced limit, or one at the format's edge and the others at most 3. */
function saturating(draw: Draw, context: EntryContext): Limits {
  const { m, n, k } = context.shape;
  const wide = pick(draw, ['all', 'X', 'W', 'dY'] as const);
  if (wide === 'all') return cap(Number.POSITIVE_INFINITY, context);
  const small = Math.min(draw.integer(1, 3), balanced(context));
  const lengths = { X: Math.max(m, n), W: Math.max(n, k), dY: Math.max(m, k) };
  const edge = Math.floor(2 ** context.sums.precision / (small * lengths[wide]));
  const most = Math.min(edge, 2 ** context.formats[wide].precision, Number.MAX_SAFE_INTEGER);
  return { ...cap(small, context), [wide]: Math.max(1, most) };
}

/** Of one sign, sums grow as far as they can. */
function integers(draw: Draw, limits: Limits, isPositive = false): Entries {
  const entry = (limit: number) => (): number =>
    (isPositive ? 1 : sign(draw)) * draw.integer(1, limit);
  const signs = isPositive ? 1 : 2;
  return {
    ...each((name) => entry(limits[name])),
    values: each((name) => signs * limits[name]),
  };
}

/** Positive ones from the upper half of what there is room for: no entry is small. */
function largeIntegers(draw: Draw, limits: Limits): Entries {
  const least = each((name) => Math.ceil((limits[name] + 1) / 2));
  return {
    ...each((name) => () => draw.integer(least[name], limits[name])),
    values: each((name) => limits[name] - least[name] + 1),
  };
}

/**
 * Of dY, so that both gradients are made of them, or of X or W. Units of 2^8 of the smallest number leave
 * room for scaling by 2^−8; bfloat16 has too few subnormal numbers for that, and gets the first normal
 * ones, or `least`.
 */
function subnormal(draw: Draw, context: EntryContext): Entries {
  const entries = integers(draw, cap(3, context));
  const operand = operandAtEnd(draw, context);
  const format = context.formats[operand];
  const room = context.least ? 1 : roomOf(format);
  const unit = room * Math.max(format.smallest, context.sums.smallest);
  return { ...entries, [operand]: () => unit * entries[operand]() };
}

/** For scaling up and down; of what has so short a range there is less. */
function roomOf({ maxExponent }: NumberFormat): number {
  return maxExponent > 8 ? 2 ** 8 : 1;
}

/** dY every second time: what it is meets both gradients. */
function operandAtEnd(draw: Draw, { atEnd }: EntryContext): Name {
  return atEnd ?? pick(draw, ['dY', 'dY', 'X', 'W'] as const);
}

/** Exponents up to here leave room for a product, for 64 terms, and for scaling by 2^8 or 2^−8. */
function widest({ maxExponent }: NumberFormat): number {
  return Math.max(1, Math.floor((maxExponent - 9) / 2.5));
}

/** Random significands of the format's length, exponents between −spread and spread. */
function floats(draw: Draw, { formats }: EntryContext, spread: number): Entries {
  return each((name) => float(draw, formats[name], { centre: 0, spread }));
}

/** Within the normal range, and below its end. */
function float(
  draw: Draw,
  { precision, minExponent, maxExponent }: NumberFormat,
  { centre, spread }: { centre: number; spread: number },
): () => number {
  const half = 2 ** (precision - 1);
  const within = (exponent: number): number =>
    Math.max(minExponent, Math.min(maxExponent - 1, exponent));
  const [lowest, highest] = [within(centre - spread), within(centre + spread)];
  return () =>
    sign(draw) * (draw.integer(half, 2 * half - 1) / half) * 2 ** draw.integer(lowest, highest);
}

/**
 * One operand is huge and the others are tiny, or the other way round; with room for scaling by 2^8 or
 * 2^−8. Most often it is dY.
 */
function lopsided(draw: Draw, context: EntryContext): Entries {
  const { formats, sums } = context;
  const all = [...Object.values(formats), sums];
  const highest = Math.min(...all.map(({ maxExponent }) => maxExponent)) - 12;
  const lowest =
    Math.max(...all.map(({ smallest, precision }) => Math.log2(smallest) + precision)) + 10;
  if (highest < 64) return largeX(draw, context);
  const centre = chance(draw, 50)
    ? draw.integer(highest >> 1, highest)
    : draw.integer(lowest, Math.ceil(lowest / 2));
  const other = Math.trunc(-centre / 2.3);
  const entries = each((name) => float(draw, formats[name], { centre: other, spread: 2 }));
  const end = operandAtEnd(draw, context);
  return { ...entries, [end]: float(draw, formats[end], { centre, spread: 2 }) };
}

/** In float16 there is only room for a large X, and a W and a dY that are small. */
function largeX(draw: Draw, { shape, formats, sums }: EntryContext): Entries {
  const longest = Math.max(shape.m, shape.n, shape.k);
  const most = Math.min(formats.X.maxExponent, sums.maxExponent);
  const centre = most - 4 - Math.ceil(Math.log2(longest));
  const small = { centre: -4, spread: 1 };
  return {
    X: float(draw, formats.X, { centre, spread: 1 }),
    W: float(draw, formats.W, small),
    dY: float(draw, formats.dY, small),
  };
}

/** 1 + a few units in the last third of the significand: with alternating signs, sums cancel. */
function nearOne(draw: Draw, { formats }: EntryContext): Entries {
  return each((name) => {
    const { precision } = formats[name];
    const ulps = 2 ** Math.ceil(precision / 3);
    return () => 1 + draw.integer(0, ulps) * 2 ** (1 - precision);
  });
}
