import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { significantBits } from '../../number/significant-bits.ts';
import { complexity, simplerValues } from './simpler-values.ts';

const { float64, float16, float8_e4m3fn } = formats;
const floats = fc.double({ noNaN: true, noDefaultInfinity: true });

/** The value at the end of all steps that keep what is needed. */
function simplest(value: number, needed: (value: number) => boolean, format = float64): number {
  const next = simplerValues(value, format).find(needed);
  return next === undefined ? value : simplest(next, needed, format);
}

/** The number with its first bits alone, and so many of them after the first. */
function beginning(value: number, bits: number): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - bits);
  return Math.trunc(value / unit) * unit;
}

describe('how complicated a number is', () => {
  test('rises with an integer, and is more for a negative one than for its positive twin', () => {
    const law = fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (size) => {
      const [before, twin] = [complexity(size - 1), complexity(-(size - 1))];
      expect(complexity(size)).toBeGreaterThan(Math.max(before, twin));
      expect(complexity(-size)).toBeGreaterThan(complexity(size));
    });
    fc.assert(law, { seed: 1 });
    expect(complexity(0)).toBe(0);
  });

  test('is more than any integer for a fraction, and rises with its bits, then with its exponent', () => {
    const law = fc.property(floats, floats, (one, two) => {
      fc.pre(!Number.isSafeInteger(one) && !Number.isSafeInteger(two));
      expect(complexity(one)).toBeGreaterThan(complexity(-Number.MAX_SAFE_INTEGER));
      const [few, many] = [one, two].toSorted((p, q) => significantBits(p) - significantBits(q));
      if (few === undefined || many === undefined) return;
      if (significantBits(few) < significantBits(many)) {
        expect(complexity(few)).toBeLessThan(complexity(many));
      }
    });
    fc.assert(law, { seed: 1, numRuns: 500 });
    const powers = [2 ** -1, 2 ** -9, 2 ** 60, 2 ** -200, 2 ** 1000].map(complexity);
    expect(powers).toEqual(powers.toSorted((p, q) => p - q));
  });
});

describe('simpler values', () => {
  test('are each simpler, of the format, and different', () => {
    const values = fc.oneof(floats, fc.maxSafeInteger(), fc.integer({ min: -500, max: 500 }));
    const law = fc.property(
      values,
      fc.constantFrom(float64, float16, float8_e4m3fn),
      (x, format) => {
        const value = round(x, format);
        fc.pre(Number.isFinite(value));
        const simpler = simplerValues(value, format);
        expect(new Set(simpler).size).toBe(simpler.length);
        for (const each of simpler) {
          expect(complexity(each)).toBeLessThan(complexity(value));
          expect(round(each, format)).toBe(each);
        }
        expect(simpler.includes(0)).toBe(value !== 0);
      },
    );
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });

  test.each<[string, number, (value: number) => boolean, number]>([
    ['an integer above a border', 987_654_321, (v) => v > 1000, 1001],
    ['a negative one', -987_654_321, (v) => v < -1000, -1001],
    ['one of either sign', -987_654_321, (v) => Math.abs(v) > 1000, 1001],
    ['an odd one', 987_654_321, (v) => v % 2 === 1 && v > 500_000, 500_001],
    ['an even one', -8_888_888, (v) => v % 2 === 0 && v < -7, -8],
    ['a multiple of a power of two', 2 ** 40 * 5, (v) => v !== 0 && v % 2 ** 20 === 0, 2 ** 20],
    ['any but 0', 0.3, (v) => v !== 0, 1],
    ['a small number', 2 ** -300 / 3, (v) => v !== 0 && Math.abs(v) < 2 ** -100, 2 ** -101],
    ['a large number', -(2 ** 300) / 3, (v) => Math.abs(v) > 2 ** 100, 2 ** 101],
  ])('lead from %s (%d) to the simplest', (_, value, ...[needed, goal]) => {
    expect(simplest(value, needed)).toBe(goal);
  });

  test('lead from a fraction to one with no more bits than are needed', () => {
    const law = fc.property(floats, fc.integer({ min: 1, max: 40 }), (value, bits) => {
      const needed = (v: number): boolean => !Number.isInteger(v) && significantBits(v) > bits;
      fc.pre(needed(value));
      const beginnings = Array.from({ length: 53 }, (_, i) => significantBits(beginning(value, i)));
      const least = Math.min(...beginnings.filter((each) => each > bits));
      expect(significantBits(simplest(value, needed))).toBe(least);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('of an integer are its bits, high and low, all ones, and ever smaller steps towards 0', () => {
    const found = simplerValues(-1011, float64).map((value) => 0 - value);
    expect(found).toEqual(expect.arrayContaining([0, -1, -2, -1011, 1010, 1009]));
    expect(found).toEqual(expect.arrayContaining([511, 255, 127, 63, 31, 15, 7, 3, 1]));
    expect(found).toEqual(expect.arrayContaining([499, 243, 115, 51, 19, 3]));
    expect(found).toEqual(expect.arrayContaining([505, 252, 126, 63, 31, 15, 7, 3, 1]));
    expect(found).toEqual(expect.arrayContaining([506, 759, 885, 948, 980, 996, 1004, 1008, 1010]));
    expect(found).toEqual(expect.arrayContaining([507, 949, 981, 997, 1005]));
    expect(found).toEqual(expect.arrayContaining([512, 768, 960, 1008]));
    expect(simplerValues(1000, float64)).not.toContain(1001);
    expect(simplerValues(64, float64)).toContain(63);
  });

  test('of a fraction are its first bits, its significand, and nearer exponents', () => {
    const value = -(1 + 2 ** -3 + 2 ** -11 + 2 ** -51) * 2 ** -20;
    const found = simplerValues(value, float64);
    const significand = value * 2 ** 20;
    for (const each of [
      -(2 ** -20),
      -(1 + 2 ** -3) * 2 ** -20,
      -(1 + 2 ** -3 + 2 ** -11) * 2 ** -20,
    ]) {
      expect(found).toContain(each);
    }
    for (const each of [significand, value * 2, significand * 2 ** -10, significand * 2 ** -15]) {
      expect(found).toContain(each);
    }
    for (const each of [2 ** -10, 2 ** -15, 0, 1, 2, 3, 7, 15, -1]) expect(found).toContain(each);
    expect(simplerValues(1.5 * 2 ** 900, float64)).toContain(1.5 * 2 ** 899);
    expect(simplerValues(2 ** 900, float64)).toEqual(expect.arrayContaining([2 ** 450, 2 ** 675]));
  });

  test('come boldest first', () => {
    expect(simplerValues(5, float64)).toEqual([0, 1, 2, 3, 4]);
    expect(simplerValues(-3, float64)).toEqual([0, 1, 2, 3, -1, -2]);
    expect(simplerValues(0, float64)).toEqual([]);
    expect(simplerValues(1, float64)).toEqual([0]);
    expect(simplerValues(-1, float64)).toEqual([0, 1]);
    expect(simplerValues(0.75, float64).slice(0, 6)).toEqual([0, 1, 2, 3, 7, 15]);
  });
});
