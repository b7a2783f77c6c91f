/**
 * The bound of a product is its theorem: what is computed in float64 is not below the formula of its docstring,
 * which is worked out in rational numbers, and hardly above it.
 */
import * as fc from 'fast-check';
import type Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { type FormatName, formatNames, formats, type SumFormat } from '../number/formats.ts';
import { accumulatedBound, gammaOf, productBound } from './bound.ts';
import {
  exactly,
  expectTheorem,
  gamma,
  magnitude,
  one,
  pairs,
  settings,
  zero,
} from './theorem.test-setup.ts';

describe.each(formatNames)('%s', (name: FormatName) => {
  const format = formats[name];
  const { unitRoundoff: u, smallest, precision } = format;
  const eta = exactly(smallest);

  test('a product of q terms: γ_q·|A||B| + q·η', () => {
    const law = fc.property(pairs({ min: 2, max: 12 }), ([a, b]) => {
      const q = a.cols;
      const theorem = gamma(q, u)
        .mul(magnitude(a, b))
        .add(eta.mul(exactly(q)));
      expectTheorem(productBound(a, b, format).at(0, 0), theorem);
    });
    fc.assert(law, settings);
  });

  test('of one term, a rounding to eleven bits more besides', () => {
    const law = fc.property(pairs({ min: 1, max: 1 }), ([a, b]) => {
      const twice = exactly(u).mul(one.add(exactly(2 ** -11)).mul(one.add(exactly(u))));
      expectTheorem(productBound(a, b, format).at(0, 0), twice.mul(magnitude(a, b)).add(eta));
    });
    fc.assert(law, settings);
  });

  test('of an accumulated product of q terms: γ_(q + 1)·(|A||B| + |C|) + (q + 1)·η', () => {
    const law = fc.property(pairs({ min: 1, max: 12 }), fc.integer(), ([left, right], c) => {
      const often = left.cols + 1;
      const all = magnitude(left, right).add(exactly(Math.abs(c)));
      const bound = accumulatedBound({ left, right, added: Matrix.from([[c]]) }, format);
      if (name === 'float16' && bound.at(0, 0) === Number.POSITIVE_INFINITY) return;
      expectTheorem(
        bound.at(0, 0),
        gamma(often, u)
          .mul(all)
          .add(eta.mul(exactly(often))),
      );
    });
    fc.assert(law, settings);
  });

  test('of fused sums of b terms: q + 2⌈q/b⌉ roundings, of numbers no less than normal', () => {
    const law = fc.property(
      pairs({ min: 2, max: 12 }),
      fc.integer({ min: 1, max: 16 }),
      fc.constantFrom(2 ** -60, 2 ** -2, 2 ** 3),
      ([a, b], terms, normal) => {
        const fused: SumFormat = { ...format, unitRoundoff: 2 * u, fused: { terms, normal } };
        const raised = (m: Matrix): Matrix => m.map((x) => Math.max(Math.abs(x), normal));
        const often = a.cols + 2 * Math.ceil(a.cols / terms);
        const all = magnitude(raised(a), raised(b));
        const theorem = gamma(often, 2 * u)
          .mul(all)
          .add(eta.mul(exactly(often)));
        expectTheorem(productBound(a, b, fused).at(0, 0), theorem);
      },
    );
    fc.assert(law, settings);
  });

  test('0, as long as |A||B| is at most 2^p units, and not beyond', () => {
    // 2^53 units are no more told from one more in float64.
    const most = 2 ** precision - (precision === 53 ? 1 : 0);
    const scale = fc.constantFrom(1, 2 ** -7, 2 ** -10);
    const law = fc.property(fc.integer({ min: 1, max: most - 1 }), scale, (whole, unit) => {
      const bound = (one: number, other: number): number => {
        const [row, column] = [Matrix.from([[one * unit, unit]]), Matrix.from([[1], [other]])];
        return productBound(row, column, { ...format, largest: Number.MAX_VALUE }).at(0, 0);
      };
      expect(bound(whole, most - whole)).toBe(0);
      expect(bound(whole, -(most - whole))).toBe(0);
      expect(bound(whole, most - whole + 1)).toBeGreaterThan(0);
    });
    fc.assert(law, settings);
    const [least, other] = [Matrix.from([[smallest * 2 ** 60]]), Matrix.from([[2 ** -60]])];
    expect(productBound(least, other, format).at(0, 0)).toBe(0);
    expect(
      productBound(
        least,
        other.map((x) => x / 2),
        format,
      ).at(0, 0),
    ).toBeGreaterThan(0);
  });

  test('no bound, where |A||B|·(1 + γ_q) reaches the largest number', () => {
    const { largest } = format;
    const half = Matrix.from([[1, 1 / 3]]);
    for (const [share, isBound] of [
      [0.7, true],
      [0.74, true],
      [0.76, false],
      [1, false],
    ] as const) {
      const column = Matrix.from([[largest * share], [largest * share]]);
      expect(Number.isFinite(productBound(half, column, format).at(0, 0))).toBe(isBound);
    }
  });

  test('of kept sums of sparse exact products: one rounding less than there are terms', () => {
    const kept: SumFormat = { ...format, isKept: true };
    const odd = fc.integer({ min: 1, max: 2 ** ((precision >> 1) - 1) - 1 }).map((x) => 2 * x + 1);
    const terms = fc.array(odd, { minLength: 3, maxLength: 6 });
    const law = fc.property(terms, fc.integer({ min: 1, max: 4 }), (some, more) => {
      // Every second one is 2^p times as large, so that not all fit the significand.
      const large = some.map((x, p) => (p % 2 === 0 ? x : x * 2 ** precision) * 2 ** -8);
      const sparse = [...large, ...new Array<number>(some.length + more).fill(0)];
      const [a, b] = [Matrix.from([sparse]), Matrix.from([sparse.map(() => 1)]).T];
      const often = some.length - 1;
      const theorem = gamma(often, u)
        .mul(magnitude(a, b))
        .add(eta.mul(exactly(often)));
      expectTheorem(productBound(a, b, kept).at(0, 0), theorem);
      expectTheorem(productBound(b.T, a.T, kept).at(0, 0), theorem);
      // Stored sums may be rounded once more, and fused ones are aligned.
      const every = gamma(a.cols, u)
        .mul(magnitude(a, b))
        .add(eta.mul(exactly(a.cols)));
      expectTheorem(productBound(a, b, format).at(0, 0), every);
      const fused = { terms: a.cols, normal: 2 ** -60 };
      const aligned = gamma(a.cols + 2, u)
        .mul(magnitude(a, b))
        .add(eta.mul(exactly(a.cols + 2)));
      expectTheorem(productBound(a, b, { ...kept, fused }).at(0, 0), aligned);
      // Half of them are none, and products that are rounded are not counted either.
      const dense = Matrix.from([[...large, ...large.map(() => 0)]]);
      const all = productBound(
        dense,
        Matrix.of([dense.cols, 1], () => 1),
        kept,
      ).at(0, 0);
      expect(all).toBe(
        productBound(
          dense,
          Matrix.of([dense.cols, 1], () => 1),
          format,
        ).at(0, 0),
      );
      const long = b.map(() => 1 + 2 ** (1 - precision));
      expect(productBound(a, long, kept)).toEqual(productBound(a, long, format));
    });
    fc.assert(law, settings);
  });

  test('of two short terms, where it is said what sums are kept in: 3/2·u', () => {
    const said: SumFormat = { ...format, isSaid: true };
    const short = fc.integer({ min: 1, max: 7 }).map((x) => 2 * x + 1);
    const law = fc.property(short, short, (p, r) => {
      const [a, b] = [Matrix.from([[p, r * 2 ** -precision]]), Matrix.from([[1], [1]])];
      const theorem = gamma(1.5, u)
        .mul(magnitude(a, b))
        .add(eta.mul(exactly(1.5)));
      expectTheorem(productBound(a, b, said).at(0, 0), theorem);
      const three = [
        Matrix.from([[p, r * 2 ** -precision, 1]]),
        Matrix.of([3, 1], () => 1),
      ] as const;
      const often = gamma(3, u)
        .mul(magnitude(...three))
        .add(eta.mul(exactly(3)));
      expectTheorem(productBound(...three, said).at(0, 0), often);
    });
    fc.assert(law, settings);
  });
});

test('a long sum in a short format: (1 + u)^q − 1', () => {
  for (const terms of [128, 129, 300, 600]) {
    const u = formats.bfloat16.unitRoundoff;
    expectTheorem(gammaOf(terms, u), one.add(exactly(u)).pow(terms)?.sub(one) ?? zero);
  }
});

test('terms are counted entry by entry, and products that lose the end of the range are none', () => {
  const kept: SumFormat = { ...formats.float32, isKept: true };
  const { unitRoundoff: u, smallest } = formats.float32;
  const [large, one] = [2 ** 25 + 8, 3];
  const rows = Matrix.from([
    [large, one, 0, 0, 0, 0, 0],
    [large, one, one, 0, 0, 0, 0],
    [large, one, one, one, 0, 0, 0],
  ]);
  const columns = Matrix.of([7, 2], (p, j) => (j === 0 || p !== 1 ? 1 : 0));
  const bound = productBound(rows, columns, kept);
  const theorem = (roundings: number, size: number): Fraction =>
    (roundings === 1 ? exactly(gammaOf(1, u)) : gamma(roundings, u))
      .mul(exactly(size))
      .add(exactly(smallest).mul(exactly(roundings)));
  expectTheorem(bound.at(0, 0), theorem(1, large + 3));
  expectTheorem(bound.at(1, 0), theorem(2, large + 6));
  expectTheorem(bound.at(2, 0), theorem(3, large + 9));
  expectTheorem(bound.at(1, 1), theorem(1, large + 3));
  expectTheorem(bound.at(2, 1), theorem(2, large + 6));
  const tiny = rows.map((entry) => (entry === one ? 3 * 2 ** -149 : entry));
  const halves = columns.map((entry) => entry / 2);
  expect(productBound(tiny, halves, kept)).toEqual(productBound(tiny, halves, formats.float32));
});

test('where sums of codes are fused, what is small counts as normal, times the largest scale', () => {
  const left = { largest: 448, least: 400, smallest: 2 ** -9, bits: 24 };
  const fused = { terms: 4, normal: 2 ** -6 };
  const format: SumFormat = { ...formats.float32, fused, coded: { left, range: 2 ** 127 } };
  const [a, b] = [Matrix.from([[2 ** 20 / 3, 2 ** -30, 0]]), Matrix.from([[1 / 3], [1 / 7], [1]])];
  const normal = exactly(2 ** -6).mul(exactly((2 * 2 ** 20) / 3).div(exactly(400)));
  const terms = exactly(2 ** 20 / 3)
    .mul(exactly(1 / 3))
    .add(normal.mul(exactly(1 / 7)));
  const often = gamma(3 + 2 + 1, formats.float32.unitRoundoff).mul(terms);
  expectTheorem(productBound(a, b, format).at(0, 0), often);
});

test('what is added to the last unit of the significand is exact', () => {
  const [left, right] = [Matrix.from([[2 ** 26]]), Matrix.from([[2 ** 26]])];
  const bound = (added: number): number =>
    accumulatedBound({ left, right, added: Matrix.from([[added]]) }, formats.float64).at(0, 0);
  expect(bound(2 ** 52 - 1)).toBe(0);
  expect(bound(2 ** 52 + 1)).toBeGreaterThan(0);
});
