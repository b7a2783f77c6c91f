import type { NumberFormat } from './formats.ts';

/** `value` rounded to nearest, ties to even, in `format`; overflow gives ±Infinity. */
export function round(value: number, format: NumberFormat): number {
  if (format.precision === 53 || value === 0 || !Number.isFinite(value)) return value;
  if (format.precision === 24 && format.maxExponent === 127) return Math.fround(value);
  const ulp = Math.max(2 ** (exponentOf(value) - format.precision + 1), format.smallest);
  const rounded = roundHalfEven(value / ulp) * ulp;
  return Math.abs(rounded) > format.largest ? Math.sign(value) * Number.POSITIVE_INFINITY : rounded;
}

/** `value` rounded to the nearest number of the format, where it is finite: the largest beyond it. */
export function nearest(value: number, format: NumberFormat): number {
  const rounded = round(value, format);
  return Number.isFinite(rounded) ? rounded : Math.sign(value) * format.largest;
}

/**
 * Whether it is a value of the format: NaN and infinities too, where it has them, and subnormal numbers,
 * whether or not they are taken for 0.
 */
export function isOf(value: number, format: NumberFormat): boolean {
  const smallest = 2 ** (format.minExponent - format.precision + 1);
  if (Number.isFinite(value)) return round(value, { ...format, smallest }) === value;
  // A format without infinities may have NaN; e2m1 has neither.
  return format.infinities || (Number.isNaN(value) && format.precision > 2);
}

/** ⌊log₂|value|⌋ of a finite non-zero number. */
export function exponentOf(value: number): number {
  const magnitude = Math.abs(value);
  const guess = Math.floor(Math.log2(magnitude));
  // log2 rounds, so near a power of two the guess can be one off.
  if (2 ** guess > magnitude) return guess - 1;
  return 2 ** (guess + 1) <= magnitude ? guess + 1 : guess;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
