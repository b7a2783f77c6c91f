/** The bound of Strassen's recursion is its theorem, worked out in rational numbers, and hardly above it. */
import * as fc from 'fast-check';
import type Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { type FormatName, formatNames, formats } from '../number/formats.ts';
import { accumulatedBound } from './bound.ts';
import { accumulatedStrassenBound, recursionError, strassenBound } from './strassen-bound.ts';
import {
  exactly,
  expectTheorem,
  gamma,
  one,
  pairs,
  settings,
  sum,
  zero,
} from './theorem.test-setup.ts';

describe.each(formatNames)('%s', (name: FormatName) => {
  const format = formats[name];
  const { unitRoundoff: u, smallest, precision } = format;
  const eta = exactly(smallest);

  test('Strassen: its recursion, times both largest entries; 0 up to 2·α·β·9^L units', () => {
    const law = fc.property(pairs({ min: 1, max: 9 }), ([a, b]) => {
      const levels = Math.ceil(Math.log2(a.cols));
      const [alpha, beta] = [a, b].map((m) => exactly(Math.max(...m.toArray().map(Math.abs))));
      const size = (alpha ?? zero).mul(beta ?? zero);
      const bound = strassenBound(a, b, format).at(0, 0);
      const sums = size.mul(exactly(2 * 9 ** levels));
      if (bound === Number.POSITIVE_INFINITY) {
        expect(sums.gt(exactly(format.largest / 2))).toBe(true);
        return;
      }
      expect(sums.lt(exactly(format.largest))).toBe(true);
      const lost = eta.mul(exactly(8 ** (2 * levels + 2)));
      expectTheorem(bound, recursion(levels, u).mul(size).add(lost));
    });
    fc.assert(law, settings);
    for (const levels of [1, 2, 3]) {
      const extent = 2 ** levels;
      const most = 2 ** precision / (2 * 9 ** levels);
      if (most < 2) continue;
      const ones = Matrix.of([extent, extent], () => 1);
      const of = (x: number): number =>
        strassenBound(
          ones.map(() => x),
          ones,
          { ...format, largest: 2 ** 100 },
        ).at(0, 0);
      expect(of(Math.floor(most * (1 - 2 ** -40)))).toBe(0);
      const odd = Math.floor(most) + 1 + (Math.floor(most) % 2);
      expect(of(odd)).toBeGreaterThan(0);
    }
  });
});

/** ε of so many levels: see `recursionError`. */
function recursion(levels: number, u: number): Fraction {
  let error = exactly(u);
  for (let half = 1; half < 2 ** levels; half *= 2) {
    const products = [
      [1, 1],
      [3, 3],
      [2, 2],
      [4, 1],
    ].map(([left = 0, right = 0]) => {
      const growth = gamma(left + right - 2, u);
      return exactly(left * right).mul(one.add(growth).mul(error).add(exactly(half).mul(growth)));
    });
    const added = sum(products);
    error = added.add(gamma(3, u).mul(exactly(18 * half).add(added)));
  }
  return error;
}

test('of an accumulated product by Strassen: the error of the product grows by a rounding, and its own', () => {
  const [left, right] = [Matrix.of([2, 2], () => 1 / 3), Matrix.of([2, 2], () => 1 / 7)];
  const added = Matrix.of([2, 2], () => 1 / 5);
  const format = formats.bfloat16;
  const product = exactly(strassenBound(left, right, format).at(1, 1));
  const adding = exactly(accumulatedBound({ left, right, added }, format).at(1, 1));
  const theorem = product.mul(one.add(exactly(format.unitRoundoff))).add(adding);
  expectTheorem(accumulatedStrassenBound({ left, right, added }, format).at(1, 1), theorem);
  const whole = { left: left.map(() => 3), right: right.map(() => 5), added: added.map(() => 7) };
  expect(accumulatedStrassenBound(whole, formats.float32).at(0, 0)).toBe(0);
});

test("the recursion's own error, with the floor of a conventional product", () => {
  for (const { unitRoundoff } of [
    formats.float64,
    formats.float32,
    formats.float16,
    formats.bfloat16,
  ]) {
    for (const levels of [0, 1, 2, 3]) {
      expectTheorem(recursionError(levels, unitRoundoff), recursion(levels, unitRoundoff));
    }
  }
});

test('what ends early, with conventional products, is no worse', () => {
  for (const { unitRoundoff } of [formats.float64, formats.bfloat16]) {
    for (let levels = 1; 2 ** levels * unitRoundoff < 0.5; levels += 1) {
      const conventional = exactly(2 ** levels).mul(gamma(2 ** levels, unitRoundoff));
      expect(exactly(recursionError(levels, unitRoundoff)).gte(conventional)).toBe(true);
      if (levels > 20) break;
    }
  }
});

test('of zeros it is 0, whatever they are multiplied by', () => {
  const [zeros, thirds] = [Matrix.of([2, 2], () => 0), Matrix.of([2, 2], () => 1 / 3)];
  for (const [a, b] of [
    [zeros, thirds],
    [thirds, zeros],
  ] as const) {
    expect(strassenBound(a, b, formats.float32).at(1, 1)).toBe(0);
  }
});

test('products below the range are not exact', () => {
  const tiny = Matrix.of([2, 2], () => 2 ** -80);
  expect(strassenBound(tiny, tiny, formats.float32).at(0, 0)).toBeGreaterThan(0);
  const least = Matrix.of([2, 2], () => 2 ** -149);
  const ones = Matrix.of([2, 2], () => 1);
  expect(strassenBound(least, ones, formats.float32).at(0, 0)).toBe(0);
});
