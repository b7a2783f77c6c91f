import type { Subject } from '../contract/subject.ts';

/** A binary floating-point format with round-to-nearest-even and gradual underflow. */
export interface NumberFormat {
  readonly name: string;
  /** Significand bits, the implicit one included. Integers up to 2^precision are exact. */
  readonly precision: number;
  /** The exponent of the largest power of two that is finite. */
  readonly maxExponent: number;
  /** u = 2^−precision: the largest relative error of one rounding to nearest. */
  readonly unitRoundoff: number;
  /** η, the smallest positive (subnormal) number. */
  readonly smallest: number;
  readonly largest: number;
}

function format(name: string, precision: number, maxExponent: number): NumberFormat {
  return {
    name,
    precision,
    maxExponent,
    unitRoundoff: 2 ** -precision,
    smallest: 2 ** (1 - maxExponent - (precision - 1)), // IEEE 754: emin = 1 − emax
    largest: (2 - 2 ** (1 - precision)) * 2 ** maxExponent,
  };
}

/** The formats a subject may claim; IEEE 754-2019 table 3.5, and bfloat16 (float32 cut to 8 bits). */
export const formats = {
  float64: format('float64', 53, 1023),
  float32: format('float32', 24, 127),
  bfloat16: format('bfloat16', 8, 127),
  float16: format('float16', 11, 15),
} as const satisfies Record<Subject['numberFormat'], NumberFormat>;

/** η of a format whose subnormal numbers are taken for 0: room for one such loss in each product, and in each sum. */
export function flushing(format: NumberFormat): NumberFormat {
  return { ...format, smallest: 2 * smallestNormal(format) };
}

/** The smallest positive number with a full significand. */
export function smallestNormal({ maxExponent }: NumberFormat): number {
  return 2 ** (1 - maxExponent);
}

/** The format of that name, where it is wider than this one. */
export function accumulatorOf(
  format: NumberFormat,
  name: FormatName | undefined,
): NumberFormat | undefined {
  if (name === undefined || formats[name].precision <= format.precision) return undefined;
  return formats[name];
}

export type FormatName = keyof typeof formats;

/** The names of all formats, the widest first. */
// SAFETY: Object.keys forgets the key type.
export const formatNames = Object.keys(formats) as readonly FormatName[];
