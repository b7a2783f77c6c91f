import type { NumberFormat } from '../../number/formats.ts';
import type { Shape } from '../shape.ts';
import { chance, type Draw, pick } from './draw.ts';

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
/**
 * Drawn only where an accumulator wider than the format is claimed: dense integers whose sums fill the
 * accumulator and are rounded once, when they are stored. Their signs are mixed, or nine of ten alike, so
 * that partial sums are large; or those of one half of a sum cancel those of the other, so that partial
 * sums are large and the result is small.
 */
export const accumulatedKinds = ['filling', 'one-sided', 'paired'] as const;
export type EntryKind = (typeof entryKinds | typeof accumulatedKinds)[number];

/** Draws one non-zero entry for each operand. */
export interface Entries {
  readonly X: () => number;
  readonly W: () => number;
  readonly dY: () => number;
  /** How many values one entry may take, all alike likely; left out where that is not countable. */
  readonly values?: Readonly<Record<'X' | 'W' | 'dY', number>>;
}

export function drawEntries(draw: Draw, kind: EntryKind, context: Context): Entries {
  switch (kind) {
    case 'tiny':
      return integers(draw, cap(3, balanced(context)));
    case 'middle': {
      const limit = balanced(context);
      return integers(draw, cap(2 ** draw.integer(2, Math.max(2, Math.log2(limit) | 0)), limit));
    }
    case 'saturating':
      return integers(draw, saturating(draw, context), chance(draw, 50));
    case 'absorbing':
      return { X: () => 1, W: () => 1, dY: () => 1 };
    case 'subnormal':
      return subnormal(draw, context);
    case 'rounded':
      return floats(draw, context, 2);
    case 'wide':
      return floats(draw, context, widest(context.format));
    case 'lopsided':
      return lopsided(draw, context);
    case 'cancelling':
      return nearOne(draw, context);
    case 'filling':
    case 'one-sided':
    case 'paired':
      return accumulated(draw, kind, context);
  }
}

interface Context {
  readonly shape: Shape;
  readonly format: NumberFormat;
  /** What sums are kept in, where it is wider than the format. */
  readonly accumulator?: NumberFormat | undefined;
  /** The operand that is at one end of the range, where one is; drawn when left out. */
  readonly atEnd?: Name | undefined;
}

type Name = 'X' | 'W' | 'dY';

interface Limits {
  readonly X: number;
  readonly W: number;
  readonly dY: number;
}

/** α with α²·max(m, n, k) ≤ 2^p: all three products are exact with entries up to ±α. */
function balanced({ shape, format }: Context): number {
  const longest = Math.max(shape.m, shape.n, shape.k);
  return Math.max(1, Math.floor(Math.sqrt(2 ** format.precision / longest)));
}

function cap(limit: number, capacity: number): Limits {
  const alpha = Math.min(limit, capacity);
  return { X: alpha, W: alpha, dY: alpha };
}

/** All operands at the balanced limit, or one at the format's edge and the others at most 3. */
function saturating(draw: Draw, context: Context): Limits {
  const { m, n, k } = context.shape;
  const wide = pick(draw, ['all', 'X', 'W', 'dY'] as const);
  if (wide === 'all') return cap(Number.POSITIVE_INFINITY, balanced(context));
  const small = Math.min(draw.integer(1, 3), balanced(context));
  const lengths = { X: Math.max(m, n), W: Math.max(n, k), dY: Math.max(m, k) };
  const edge = Math.floor(2 ** context.format.precision / (small * lengths[wide]));
  const limits = { X: small, W: small, dY: small };
  return { ...limits, [wide]: Math.max(1, Math.min(edge, Number.MAX_SAFE_INTEGER)) };
}

/** Of one sign, sums grow as far as they can. */
function integers(draw: Draw, limits: Limits, isPositive = false): Entries {
  const entry = (limit: number) => (): number =>
    (isPositive ? 1 : sign(draw)) * draw.integer(1, limit);
  const signs = isPositive ? 1 : 2;
  const values = { X: signs * limits.X, W: signs * limits.W, dY: signs * limits.dY };
  return { X: entry(limits.X), W: entry(limits.W), dY: entry(limits.dY), values };
}

/**
 * Of dY, so that both gradients are made of them, or of X or W. Units of 2^8 of the smallest number leave
 * room for scaling by 2^−8; bfloat16 has too few subnormal numbers for that, and gets the first normal
 * ones.
 */
function subnormal(draw: Draw, context: Context): Entries {
  const entries = integers(draw, cap(3, balanced(context)));
  const unit = 2 ** 8 * context.format.smallest;
  const operand = operandAtEnd(draw, context);
  return { ...entries, [operand]: () => unit * entries[operand]() };
}

/** dY every second time: what it is meets both gradients. */
function operandAtEnd(draw: Draw, { atEnd }: Context): Name {
  return atEnd ?? pick(draw, ['dY', 'dY', 'X', 'W'] as const);
}

/** Exponents up to here leave room for a product, for 64 terms, and for scaling by 2^8 or 2^−8. */
function widest({ maxExponent }: NumberFormat): number {
  return Math.floor((maxExponent - 9) / 2.5);
}

/** Random significands of the format's length, exponents between −spread and spread. */
function floats(draw: Draw, { format }: Context, spread: number): Entries {
  const entry = float(draw, format, { centre: 0, spread });
  return { X: entry, W: entry, dY: entry };
}

function float(
  draw: Draw,
  { precision }: NumberFormat,
  { centre, spread }: { centre: number; spread: number },
): () => number {
  const half = 2 ** (precision - 1);
  return () =>
    sign(draw) *
    (draw.integer(half, 2 * half - 1) / half) *
    2 ** (centre + draw.integer(-spread, spread));
}

/**
 * One operand is huge and the others are tiny, or the other way round; with room for scaling by 2^8 or
 * 2^−8. Most often it is dY.
 */
function lopsided(draw: Draw, context: Context): Entries {
  const { format } = context;
  const { maxExponent, precision, smallest } = format;
  const [lowest, highest] = [Math.log2(smallest) + precision + 10, maxExponent - 12];
  if (highest < 64) return largeX(draw, context);
  const centre = chance(draw, 50)
    ? draw.integer(highest >> 1, highest)
    : draw.integer(lowest, Math.ceil(lowest / 2));
  const other = float(draw, format, { centre: Math.trunc(-centre / 2.3), spread: 2 });
  const entries = { X: other, W: other, dY: other };
  return { ...entries, [operandAtEnd(draw, context)]: float(draw, format, { centre, spread: 2 }) };
}

/** In float16 there is only room for a large X, and a W and a dY that are small. */
function largeX(draw: Draw, { shape, format }: Context): Entries {
  const longest = Math.max(shape.m, shape.n, shape.k);
  const centre = format.maxExponent - 4 - Math.ceil(Math.log2(longest));
  const small = float(draw, format, { centre: -4, spread: 1 });
  return { X: float(draw, format, { centre, spread: 1 }), W: small, dY: small };
}

/** 1 + a few units in the last third of the significand: with alternating signs, sums cancel. */
function nearOne(draw: Draw, { format }: Context): Entries {
  const ulps = 2 ** Math.ceil(format.precision / 3);
  const entry = (): number => 1 + draw.integer(0, ulps) * 2 ** (1 - format.precision);
  return { X: entry, W: entry, dY: entry };
}

/**
 * α with α²·max(m, n, k) ≤ 2^p of the accumulator, as far as the format has such integers. In a format of
 * short range they are scaled down, so that sums leave room for scaling by 2^8.
 */
function accumulated(
  draw: Draw,
  kind: (typeof accumulatedKinds)[number],
  { shape, format, accumulator = format }: Context,
): Entries {
  const limit = Math.min(balanced({ shape, format: accumulator }), 2 ** format.precision - 1);
  const sums = 2 * Math.log2(limit) + Math.log2(Math.max(shape.m, shape.n, shape.k));
  const unit = 2 ** -Math.max(0, Math.ceil((sums - format.maxExponent + 9) / 2));
  const positive = (): number => unit * draw.integer(1, limit);
  const large = (): number => unit * draw.integer(Math.max(1, limit - 3), limit);
  const mixed = (): number => sign(draw) * positive();
  switch (kind) {
    case 'filling':
      return { X: mixed, W: mixed, dY: mixed };
    case 'one-sided':
      return { X: positive, W: positive, dY: () => (chance(draw, 90) ? 1 : -1) * positive() };
    case 'paired':
      return { X: large, W: large, dY: large }; // drawUpstream gives dY its signs
  }
}

function sign(draw: Draw): number {
  return chance(draw, 50) ? -1 : 1;
}
