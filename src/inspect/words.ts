import { type FormatName, formats } from '../number/formats.ts';
import type {
  AccumulatorSeen,
  OperandSeen,
  Rounding,
  ScalingSeen,
  Seen,
  Unknown,
} from './inspection.ts';

/** What was seen, in words: one function for each field of `Seen`. */
export const words = { accumulator, products, operands, stored, subnormals, scaling } as const;

/** Significands that have a name. */
const widths: Readonly<Record<number, string>> = {
  8: 'bfloat16',
  11: 'float16',
  24: 'float32',
  53: 'float64',
  64: 'x87 extended',
  113: 'float128',
};

function accumulator(seen: Seen['accumulator'], format: FormatName): string {
  if ('unknown' in seen) return unknown(seen);
  const { bits, isMore, between, aligned, rounding } = seen;
  const guarded =
    bits === formats[format].precision + 1
      ? `one more than ${format} has: a guard bit, or sums that are compensated, as Kahan's are`
      : undefined;
  return [
    `${isMore ? 'at least ' : ''}${bitsWords(bits, isMore)}`,
    ...(guarded === undefined ? [] : [guarded]),
    ...(between === undefined ? [] : [`${bitsWords(between)} where sums of many terms are added`]),
    ...(aligned === undefined ? [] : [alignedWords(aligned)]),
    roundingWords(rounding, seen),
  ].join(', ');
}

function alignedWords(aligned: number): string {
  return `in a fused sum ${aligned} bits below the leading one of the largest term`;
}

function bitsWords(bits: number, isMore = false): string {
  const name = isMore ? undefined : widths[bits];
  return name === undefined ? `${bits} bits` : `${bits} bits (${name})`;
}

function roundingWords(rounding: Rounding, { isMore }: AccumulatorSeen): string {
  return isMore && rounding === 'unknown'
    ? 'rounding unknown: nothing was lost'
    : roundedTo(rounding);
}

function roundedTo(rounding: Rounding): string {
  if (rounding === 'unknown') return 'rounding unknown: no known way explains what was seen';
  const isNearest = rounding.startsWith('nearest');
  return `rounded ${isNearest ? 'to ' : ''}${rounding}`;
}

function products(seen: Seen['products']): string {
  if (typeof seen === 'object') return unknown(seen);
  switch (seen) {
    case 'fused':
      return 'not rounded before they are added (FMA)';
    case 'rounded':
      return 'rounded before they are added (no FMA)';
    case 'exact':
      return 'exact: the accumulator holds them, with or without FMA';
    case 'narrow':
      return 'rounded to fewer bits than sums have';
  }
}

function operands(seen: Seen['operands'], names: readonly [left: string, right: string]): string {
  const [left, right] = seen.map(oneOperand);
  if (left === right) return left ?? '';
  return `${names[0]} ${left}, ${names[1]} ${right}`;
}

function oneOperand(seen: OperandSeen | Unknown): string {
  if ('unknown' in seen) return unknown(seen);
  const { as, bits, rounding } = seen;
  if (as === 'given') return 'as given';
  if (as === 'parts') return 'in parts of tf32, the smallest products left out, as TF32x3 does it';
  const format = as === 'other' ? `${bits} bits` : as;
  return `reduced to ${format}, ${roundedTo(rounding ?? 'unknown')}`;
}

function stored(seen: Seen['stored']): string {
  if (typeof seen === 'object') return unknown(seen);
  return seen === 'as summed' ? seen : `${roundedTo(seen)}, once`;
}

function subnormals(seen: Seen['subnormals']): string {
  if ('unknown' in seen) return unknown(seen);
  const flushed = Object.entries(seen).flatMap(([what, how]) => (how === 'flushed' ? [what] : []));
  if (seen.below !== undefined) return `${belowWords(seen.below)}, far above the subnormal ones`;
  if (flushed.length > 0) return `taken for 0: ${flushed.join(', ')}`;
  return seen.products === undefined ? 'kept as operands; products are never so small' : 'kept';
}

function scaling(seen: Seen['scaling'], names: readonly [left: string, right: string]): string {
  if (seen === undefined) return '';
  const told = seen.flatMap((one, side) => {
    if (one === undefined) return [];
    const name = names[side === 0 ? 0 : 1];
    return [`${name} ${typeof one === 'object' ? unknown(one) : multipliedInto[one]}`];
  });
  return told.join('; ');
}

const multipliedInto = {
  entries: 'multiplied into entries, which are rounded, before they are summed',
  sums: 'multiplied into sums of the codes of a block',
  result: 'multiplied into the result, the sum of all',
  before: 'the global one multiplied into entries or into sums of blocks, and not into the result',
} as const satisfies Record<ScalingSeen, string>;

/** "numbers below about 1e-15 become 0" */
export function belowWords(below: number): string {
  return `numbers below about ${Number(below.toPrecision(1))} become 0`;
}

function unknown({ unknown: why }: Unknown): string {
  return `unknown: ${why}`;
}
