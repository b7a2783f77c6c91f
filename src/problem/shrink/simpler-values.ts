import type { NumberFormat } from '../../number/formats.ts';
import { exponentOf, round } from '../../number/round.ts';
import { significantBits } from '../../number/significant-bits.ts';

/**
 * How complicated an entry is to read: 0, then 1, then the positive integers, a negative one after
 * its positive twin, and after all of them the numbers that are not small integers.
 */
export function complexity(value: number): number {
  if (Number.isSafeInteger(value)) return 2 * Math.abs(value) + (value < 0 ? 1 : 0);
  return 2 ** 55 * (1 + significantBits(value) + Math.abs(exponentOf(value)) / 2048);
}

/** Simpler values of the format to try, boldest first. Each is strictly less complex. */
export function simplerValues(value: number, format: NumberFormat): number[] {
  const limit = complexity(value);
  if (limit === 0) return [];
  const candidates = Number.isSafeInteger(value) ? simplerIntegers(value) : simplerFloats(value);
  return [...new Set(candidates)].filter(
    (candidate) => complexity(candidate) < limit && round(candidate, format) === candidate,
  );
}

/**
 * 0, 1, 2, the positive twin; then, by size, all ones in binary, the low bits, the high bits, with
 * zeros for the low ones and without, and ever smaller steps towards 0, also even ones.
 */
function simplerIntegers(value: number): number[] {
  const [size, sign] = [Math.abs(value), Math.sign(value)];
  const others: number[] = [size - 1, size - 2];
  for (let power = 2; power <= size; power *= 2) {
    const high = Math.floor(size / power);
    others.push(power - 1, size % power, high, size - high, size - high + (high % 2));
  }
  for (const bits of [1, 2, 4, 8, 16, 24]) others.push(keep(size, bits));
  return [0, 1, 2, -value, ...others.sort((p, q) => p - q).map((other) => sign * other)];
}

/**
 * Small integers, the significand alone, the value with fewer significant bits, and the value and a
 * power of two at ever smaller steps of the exponent towards 0.
 */
function simplerFloats(value: number): number[] {
  const exponent = exponentOf(value);
  const significand = value / 2 ** exponent;
  const nearer: number[] = [];
  for (let step = Math.trunc(exponent / 2); step !== 0; step = Math.trunc(step / 2)) {
    nearer.push(2 ** (exponent - step), significand * 2 ** (exponent - step));
  }
  return [0, 1, 2, 3, 7, 15, Math.trunc(value), Math.trunc(significand), significand]
    .concat(nearer)
    .concat([1, 2, 4, 8, 12, 16, 24, 32, 40, 48].map((bits) => keep(value, bits)))
    .concat(keep(value, significantBits(value) - 1), value / 2 ** Math.sign(exponent));
}

/** The first significant bits of a value, zeros for the others. */
function keep(value: number, bits: number): number {
  const unit = 2 ** (exponentOf(value) - bits + 1);
  return Math.trunc(value / unit) * unit;
}
