/** What rounding adds before sums and after them is its theorem, worked out in rational numbers, and hardly above it. */
import * as fc from 'fast-check';
import type Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { type FormatName, formatNames, formats, type SumFormat } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import { productBound } from './bound.ts';
import { narrowed } from './narrowed.ts';
import { scalingError } from './scaled-bound.ts';
import { aroundStored, halfUlp, summedBound } from './store-bound.ts';
import {
  exactly,
  expectTheorem,
  gamma,
  magnitude,
  one,
  pairs,
  settings,
  sum,
} from './theorem.test-setup.ts';

describe.each(formatNames)('%s', (name: FormatName) => {
  const format = formats[name];
  const { unitRoundoff: u, smallest, precision } = format;

  test('what rounding the operands does: |ΔA|·(|B| + |ΔB|) + |A|·|ΔB|, an ulp each', () => {
    const ulp = (x: number): number => 2 ** (exponentOf(x) - precision + 1);
    const law = fc.property(pairs({ min: 1, max: 6 }), ([a, b]) => {
      const found = narrowed(a, b, format);
      if (name === 'float64') {
        expect(found).toBeUndefined();
        return;
      }
      const [moveA, moveB] = [a.map(ulp), b.map(ulp)];
      const reach = (m: Matrix): Matrix => m.map((x) => Math.abs(x) + ulp(x));
      expectTheorem(
        found?.error.at(0, 0) ?? 0,
        magnitude(moveA, b).add(magnitude(moveA, moveB)).add(magnitude(a, moveB)),
      );
      for (const [side, m] of [
        [found?.left, a],
        [found?.right, b],
      ] as const) {
        const reached = side?.toArray() ?? [];
        for (const [place, x] of reach(m).toArray().entries()) {
          expect(reached[place]).toBeGreaterThanOrEqual(x);
          expect(reached[place]).toBeLessThan(x * (1 + 2 ** -40));
        }
      }
    });
    fc.assert(law, settings);
  });

  test('what is stored: half an ulp, or a whole one, and what sums are off before', () => {
    const stored = { format, stores: 'nearest' } as const;
    const value = fc
      .double({ min: -(2 ** 14), max: 2 ** 14, noNaN: true })
      .map((x) => round(x, format));
    const off = fc.double({ min: 2 ** -30, max: 2 ** 10, noNaN: true });
    const law = fc.property(value, off, (answer, radius) => {
      const [own, around] = [Matrix.from([[answer]]), Matrix.from([[radius]])];
      const power = answer === 0 ? 0 : 2 ** exponentOf(answer);
      const half = Math.max(power * u, smallest / 2);
      expect(halfUlp(answer, format)).toBe(half);
      expectTheorem(
        aroundStored(own, around, stored).at(0, 0).rad,
        exactly(radius).add(exactly(half)),
      );
      const cut = aroundStored(own, around, { ...stored, stores: 'toward zero' });
      expectTheorem(cut.at(0, 0).rad, exactly(radius).add(exactly(2 * half)));
      expect(
        aroundStored(
          own,
          around.map(() => 0),
          stored,
        ).at(0, 0),
      ).toEqual({ mid: answer, rad: 0 });
      const only = aroundStored(
        own,
        around.map(() => Number.MIN_VALUE),
        stored,
      );
      expect(only.at(0, 0)).toEqual({ mid: answer, rad: half });
    });
    fc.assert(law, settings);
  });
});

test('what is kept in one format and stored in another: 0 where both hold it, and never 0 else', () => {
  const { bfloat16, float32 } = formats;
  const stored = { accumulator: float32, throughout: bfloat16, format: bfloat16 };
  const bound = (...entries: number[]): number => {
    const row = Matrix.from([entries]);
    return summedBound(row, row.map(() => 1).T, stored).at(0, 0);
  };
  expect(bound(200, 56)).toBe(0);
  expect(bound(200, 57)).toBe(Number.MIN_VALUE);
  expect(bound(2 ** 24, 1)).toBeGreaterThan(Number.MIN_VALUE);
  const all = Matrix.from([[2 ** 24, 1, 1 / 3]]);
  const kept = productBound(all, all.map(() => 1).T, { ...float32, isKept: true });
  expect(summedBound(all, all.map(() => 1).T, stored).at(0, 0)).toBe(kept.at(0, 0));
  // The shorter range of the two counts.
  const half = { accumulator: float32, throughout: formats.float16, format: formats.float16 };
  const large = Matrix.from([[40_000, 30_000]]);
  expect(summedBound(large, large.map(() => 1).T, half).at(0, 0)).toBe(Number.POSITIVE_INFINITY);
  const other = { accumulator: formats.float16, throughout: formats.float16, format: float32 };
  expect(summedBound(large, large.map(() => 1).T, other).at(0, 0)).toBe(Number.POSITIVE_INFINITY);
});

test('a factor adds η for each entry, each term and the sum, and what that grows to', () => {
  const format = formats.float32;
  const [eta, u] = [exactly(format.smallest), format.unitRoundoff];
  const tiny = 3 * 2 ** -149;
  const [left, right] = [Matrix.from([[tiny, 5]]), Matrix.from([[7], [tiny]])];
  for (const factor of [0.5, 0.25, -0.5]) {
    // Odd multiples of η are lost in both factors.
    const entries = sum([7, tiny, tiny, 5].map((x) => exactly(x)));
    const theorem = entries
      .add(exactly(3))
      .mul(eta)
      .mul(one.add(gamma(3, u)));
    expectTheorem(scalingError({ left, right, factor }, format)?.at(0, 0) ?? 0, theorem);
  }
  const plain = right.map(() => 7);
  const lost = exactly(14)
    .add(exactly(3))
    .mul(eta)
    .mul(one.add(gamma(3, u)));
  expectTheorem(scalingError({ left, right: plain, factor: 0.5 }, format)?.at(0, 0) ?? 0, lost);
  const normal = left.map(() => 5);
  expect(scalingError({ left: normal, right: plain, factor: 0.5 }, format)).toBeUndefined();
  expect(scalingError({ left: normal, right: plain, factor: 0 }, format)).toBeUndefined();
  const large = scalingError({ left: normal, right: plain, factor: 2 ** 126 }, format);
  expect(large?.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(scalingError({ left: normal, right: plain, factor: 2 ** 120 }, format)).toBeUndefined();
});

test('of a factor, what is exact at an end of the range adds nothing, and scales add roundings', () => {
  const format = formats.float32;
  const { smallest, largest } = format;
  const of = (
    [entry, other]: readonly [number, number],
    factor: number,
    coded?: SumFormat['coded'],
  ) =>
    scalingError(
      { left: Matrix.from([[entry]]), right: Matrix.from([[other]]), factor },
      { ...format, coded },
    )?.at(0, 0);
  // Multiples of η stay what they are, and half of one does not.
  expect(of([2 * smallest, 4], 0.5)).toBeUndefined();
  expect(of([smallest, 4], 0.5)).toBeGreaterThan(0);
  expect(of([3 * smallest * 2 ** 23, 4], 0.5)).toBeUndefined();
  expect(of([0, smallest], 0.5)).toBeGreaterThan(0);
  expect(of([0, 1], 0.5)).toBeUndefined();
  expect(of([1, 0], 0.5)).toBeUndefined();
  // Terms below the normal range are exact where they are multiples of η, and only there.
  expect(of([2 ** -100, 2 ** -49], 1)).toBeUndefined();
  expect(of([2 ** -100, 2 ** -49], 0.5)).toBeGreaterThan(0);
  expect(of([2 ** -100, 2 ** -25], 0.5)).toBeUndefined();
  // An entry that α leads beyond the largest number.
  expect(of([largest, 2 ** -60], 2)).toBe(Number.POSITIVE_INFINITY);
  const scale = { largest: 448, least: 448, smallest: 1, bits: 24 };
  const coded = { left: scale, right: scale, range: largest };
  // The entry η loses 3·η, and the term and the sum one η each.
  const lost = (roundings: number): Fraction =>
    exactly(3 + 2)
      .mul(exactly(smallest))
      .mul(one.add(gamma(roundings, format.unitRoundoff)));
  expectTheorem(of([smallest, 3], 0.5) ?? 0, lost(2));
  expectTheorem(of([smallest, 3], 0.5, coded) ?? 0, lost(2 + 2));
});

test('sparse operands of kept sums are counted, also where the sum is stored in another format', () => {
  const { bfloat16, float32 } = formats;
  const stored = { accumulator: float32, throughout: bfloat16, format: bfloat16 };
  const row = Matrix.from([[2 ** 25 + 8, 3, 0, 0, 0]]);
  const ones = Matrix.of([5, 1], () => 1);
  const kept = productBound(row, ones, { ...float32, isKept: true }).at(0, 0);
  expect(summedBound(row, ones, stored).at(0, 0)).toBe(kept);
  expect(kept).toBeLessThan(productBound(row, ones, float32).at(0, 0));
});

test('what is moved to a number of the format nearby is reached exactly, where float64 can', () => {
  const found = narrowed(Matrix.from([[257, 1]]), Matrix.from([[1], [1]]), formats.bfloat16);
  expect(found?.left.toArray()).toEqual(new Float64Array([259, 1]));
  expect(found?.error.at(0, 0)).toBeLessThan(2 + 2 ** -40);
});
