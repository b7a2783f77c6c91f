/** The ball of a product holds it, and is hardly wider than it must be: at both ends of the range, too. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { certifiedProduct, magnitudeProduct } from './certified-product.ts';
import { scaledExactly, scaledProduct } from './scaled-product.ts';
import {
  exactly,
  expectTheorem,
  magnitude,
  one,
  pairs,
  settings,
  zero,
} from './theorem.test-setup.ts';

/** The entry (0, 0) of A·B. */
function exactDot(a: Matrix, b: Matrix) {
  let sum = zero;
  for (let p = 0; p < a.cols; p += 1) sum = sum.add(exactly(a.at(0, p)).mul(exactly(b.at(p, 0))));
  return sum;
}

const few = { ...settings, numRuns: 20 };

test.each([-400, -60, 0, 60, 500])(
  'of entries of about 2^%d and their inverses it is as sharp as any',
  (exponent) => {
    const law = fc.property(pairs({ min: 1, max: 12 }), ([row, column]) => {
      const [a, b] = [row.map((x) => x * 2 ** exponent), column.map((x) => x * 2 ** -exponent)];
      const { mid, rad } = certifiedProduct(a, b).at(0, 0);
      const gap = exactDot(a, b).sub(exactly(mid)).abs();
      expect(exactly(rad).gte(gap)).toBe(true);
      // What a float64 leaves, and errors of errors: 8·q²·2^−106 of |A||B|.
      const twice = exactly(8 * a.cols ** 2).mul(exactly(2 ** -106));
      const most = exactly(Math.abs(mid) * 2 ** -53).mul(one.add(exactly(2 ** -40)));
      expect(exactly(rad).lte(most.add(twice.mul(magnitude(a, b))))).toBe(true);
    });
    fc.assert(law, few);
  },
);

test.each([
  [2 ** 991, 2 ** -20],
  [2 ** -20, 2 ** 991],
  [2 ** -500, 2 ** -470],
  [2 ** 520, 2 ** 490],
])('where %d times %d comes near an end of the range, it is some ulps wider', (one, other) => {
  const draw = drawFrom(1);
  const entry = (): number => draw.integer(2 ** 52, 2 ** 53 - 1) * 2 ** -53;
  const [a, b] = [Matrix.of([1, 5], () => entry() * one), Matrix.of([5, 1], () => entry() * other)];
  const { mid, rad } = certifiedProduct(a, b).at(0, 0);
  expect(exactly(rad).gte(exactDot(a, b).sub(exactly(mid)).abs())).toBe(true);
  expect(rad).toBeLessThan(Math.abs(mid) * 2 ** -51);
  expect(rad).toBeGreaterThan(Math.abs(mid) * 2 ** -54);
});

test('beyond the range nothing is known of numbers, and what is none stays so', () => {
  const sum = (...row: number[]) =>
    certifiedProduct(Matrix.from([row]), Matrix.from([row.map(() => 1.5)]).T).at(0, 0);
  expect(sum(2 ** 1023, 2 ** 1023, 0.1)).toEqual({ mid: 0, rad: Number.POSITIVE_INFINITY });
  expect(sum(Number.POSITIVE_INFINITY, 0.1)).toEqual({ mid: Number.NaN, rad: 0 });
  expect(sum(0.1, Number.NaN).mid).toBe(Number.NaN);
  const beside = certifiedProduct(Matrix.from([[0.1, 0.1]]), Matrix.from([[Number.NaN], [1]]));
  expect(beside.at(0, 0)).toEqual({ mid: Number.NaN, rad: 0 });
});

describe('the product of magnitudes', () => {
  test('is not below the real value, and hardly above it', () => {
    const law = fc.property(pairs({ min: 1, max: 12 }), ([a, b]) => {
      expectTheorem(magnitudeProduct(a, b).at(0, 0), magnitude(a, b));
    });
    fc.assert(law, settings);
  });

  test('is the real value itself, as long as it is below 2^53 units', () => {
    const row = Matrix.from([[2 ** 27 + 1, -3, 0]]);
    const product = (x: number, unit: number) =>
      magnitudeProduct(row, Matrix.from([[-x], [1], [7]]), unit).at(0, 0);
    expect(product(2 ** 25 + 1, 1)).toBe((2 ** 27 + 1) * (2 ** 25 + 1) + 3);
    expect(product(2 ** 25 + 1, 0)).toBeGreaterThan((2 ** 27 + 1) * (2 ** 25 + 1) + 3);
    expect(product(2 ** 26 + 1, 1)).toBeGreaterThan((2 ** 27 + 1) * (2 ** 26 + 1) + 3);
  });

  test('counts a product that vanishes, and no product with 0', () => {
    const tiny = Matrix.from([
      [2 ** -600, 0, 2 ** -600],
      [0, 1, 0],
    ]);
    const product = magnitudeProduct(
      tiny,
      tiny.T.map((x) => -x),
    );
    expect(product.at(0, 0)).toBeGreaterThan(0);
    expect(product.at(0, 0)).toBeLessThanOrEqual(6 * Number.MIN_VALUE);
    expect([product.at(0, 1), product.at(1, 0)]).toEqual([0, 0]);
    expect(product.at(1, 1)).toBeLessThan(1 + 2 ** -48);
    expect(
      magnitudeProduct(
        tiny.map(() => 0),
        tiny.T,
      ).at(0, 0),
    ).toBe(0);
    const infinite = Matrix.from([[Number.POSITIVE_INFINITY, 1]]);
    expect(magnitudeProduct(infinite, Matrix.from([[0], [1]])).at(0, 0)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe('α·A·B', () => {
  const exponents = fc.constantFrom(-1074, -1000, -500, -3, 0, 1, 500, 1000, 1023);

  test('is held, and is as sharp as a float64 is', () => {
    const law = fc.property(
      pairs({ min: 1, max: 4 }),
      exponents,
      fc.boolean(),
      (both, exponent, isUp) => {
        // Far from 1, so that α fits one of the factors alone, or none.
        const up = isUp ? 2 ** 500 : 2 ** -500;
        const [a, b] = both.map((m) => m.map((x) => x * up));
        if (a === undefined || b === undefined) return;
        const factor = 2 ** exponent;
        const { mid, rad } = scaledProduct(a, b, factor).at(0, 0);
        const exact = exactDot(a, b).mul(exactly(factor));
        if (rad === Number.POSITIVE_INFINITY) {
          expect(exact.abs().gte(exactly(Number.MAX_VALUE / 2))).toBe(true);
          return;
        }
        expect(exactly(rad).gte(exact.sub(exactly(mid)).abs())).toBe(true);
        expect(rad).toBeLessThanOrEqual(Math.abs(mid) * 2 ** -51 + 8 * Number.MIN_VALUE);
      },
    );
    fc.assert(law, few);
  });

  test('is exact where a float64 holds it', () => {
    const [row, column] = [
      Matrix.from([[3 * 2 ** -600, 2 ** -600]]),
      Matrix.from([[5 * 2 ** -600], [7 * 2 ** -600]]),
    ];
    expect(scaledProduct(row, column, 2 ** 1023).at(0, 0)).toEqual({ mid: 22 * 2 ** -177, rad: 0 });
    expect(scaledProduct(row, column, 0).at(0, 0)).toEqual({ mid: 0, rad: 0 });
    const [large, other] = [
      row.map((x) => x * 2 ** 600 * 2 ** 600),
      column.map((x) => x * 2 ** 600 * 2 ** 600),
    ];
    expect(scaledProduct(large, other, 2 ** -1074).at(0, 0)).toEqual({
      mid: 22 * 2 ** 126,
      rad: 0,
    });
    const many = Matrix.of([2, 2], (i, j) => (2 * i + j + 1) * 2 ** -600);
    const product = scaledProduct(many, many, 2 ** 1023);
    const entries = [7, 10, 15, 22].map((x) => ({ mid: x * 2 ** -177, rad: 0 }));
    expect(product.entries()).toEqual(entries);
  });

  test('at both ends of the range at once, too', () => {
    const law = fc.property(pairs({ min: 4, max: 4 }), exponents, ([row, column], exponent) => {
      // Every product is about 1 and positive, and α loses bits of some entry of either factor.
      const a = Matrix.of(
        [2, 2],
        (i, p) => Math.abs(row.at(0, 2 * i + p)) * 2 ** (p === 0 ? 1000 : -1000),
      );
      const b = Matrix.of(
        [2, 2],
        (p, j) => Math.abs(column.at(2 * p + j, 0)) * 2 ** (p === 0 ? -1000 : 1000),
      );
      const product = scaledProduct(a, b, 2 ** exponent);
      for (const [i, j] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const exact = exactDot(a.rowRange(i, i + 1), b.columnRange(j, j + 1)).mul(
          exactly(2 ** exponent),
        );
        const { mid, rad } = product.at(i, j);
        if (exact.abs().gt(exactly(Number.MAX_VALUE))) expect(rad).toBe(Number.POSITIVE_INFINITY);
        if (rad === Number.POSITIVE_INFINITY) {
          expect(exact.abs().gte(exactly(Number.MAX_VALUE / 2))).toBe(true);
          continue;
        }
        expect(exactly(rad).gte(exact.sub(exactly(mid)).abs())).toBe(true);
        expect(rad).toBeLessThanOrEqual(Math.abs(mid) * 2 ** -51 + 8 * Number.MIN_VALUE);
      }
    });
    fc.assert(law, few);
    const [row, column] = [
      Matrix.from([[2 ** 1000, 2 ** -1000]]),
      Matrix.from([[2 ** -1000], [2 ** 1000]]),
    ];
    expect(scaledProduct(row, column, 2 ** -100).at(0, 0)).toEqual({ mid: 2 ** -99, rad: 0 });
    expect(scaledProduct(row, column, 2 ** 1023).at(0, 0)).toEqual({
      mid: 0,
      rad: Number.POSITIVE_INFINITY,
    });
  });

  test('a factor is multiplied in only where nothing is rounded', () => {
    const of = (entry: number, factor: number) =>
      scaledExactly(Matrix.from([[entry]]), factor)?.at(0, 0);
    expect(of(3, 0.5)).toBe(1.5);
    expect(of(3, 0)).toBe(0);
    expect(of(3 * 2 ** -1074, 0.5)).toBeUndefined();
    expect(of(2 ** 1000, 2 ** 24)).toBeUndefined();
    expect(of(Number.NaN, 0.5)).toBe(Number.NaN);
    expect(of(Number.NaN, 0)).toBe(Number.NaN);
  });
});
