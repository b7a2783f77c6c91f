import type { NumberFormat } from '../../number/formats.ts';
import { exponentOf, round } from '../../number/round.ts';

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
  const candidates = Number.isSafeInteger(value) ? simplerIntegers(value) : simplerFloats(value);
  return [...new Set(candidates)].filter(
    (candidate) => complexity(candidate) < limit && round(candidate, format) === candidate,
  );
}

/** 0, 1, 2, the positive twin, then ever smaller steps towards 0. */
function simplerIntegers(value: number): number[] {
  const steps: number[] = [];
  for (let step = Math.trunc(value / 2); step !== 0; step = Math.trunc(step / 2)) {
    steps.push(value - step);
  }
  return [0, 1, 2, -value, ...steps, value - Math.sign(value)];
}

/** Small integers, the significand alone, and the value with fewer significant bits. */
function simplerFloats(value: number): number[] {
  const exponent = exponentOf(value);
  const keep = (bits: number): number => {
    const unit = 2 ** (exponent - bits + 1);
    return Math.trunc(value / unit) * unit;
  };
  const significand = value / 2 ** exponent;
  return [0, 1, 2, Math.trunc(value), Math.trunc(significand), significand]
    .concat([1, 2, 4, 8, 12, 16, 24, 32, 40, 48].map(keep))
    .concat(-value, keep(significantBits(value) - 1));
}

function significantBits(value: number): number {
  const significand = value / 2 ** exponentOf(value);
  for (let bits = 1; bits < 53; bits += 1) {
    if (Number.isInteger(significand * 2 ** (bits - 1))) return bits;
  }
  return 53;
}
