import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { absolute, compare, type Dyadic, dyadic, plus, times, zero } from '../number/dyadic.ts';
import { formatNames, formats, type NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { productBound } from './bound.ts';
import { scalingError } from './scaled-bound.ts';
import { scaledProduct } from './scaled-product.ts';

/** Α row times a column, so that each product has one entry. */
function dot(left: readonly number[], right: readonly number[]) {
  const q = left.length;
  return {
    left: Matrix.over<'m', 'n'>(1, q, Float64Array.from(left)),
    right: Matrix.over<'n', 'k'>(q, 1, Float64Array.from(right)),
  };
}

function exactly(left: readonly number[], right: readonly number[], factor: number): Dyadic {
  const terms = left.map((x, p) => times(dyadic(x), dyadic(at(right, p))));
  return times(dyadic(factor), terms.reduce(plus, zero));
}

function isWithin(value: Dyadic, mid: number, rad: number): boolean {
  if (rad === Number.POSITIVE_INFINITY) return true;
  const gap = absolute(plus(value, times(dyadic(mid), dyadic(-1))));
  return compare(gap, dyadic(rad)) <= 0;
}

/** From all of the range, and often from its ends. */
const entry = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -9, max: 9 }),
  fc.integer({ min: -9, max: 9 }).map((x) => x * Number.MIN_VALUE),
  fc.integer({ min: -3, max: 3 }).map((x) => x * 2 ** 1021),
);
const power = fc.integer({ min: -1074, max: 1023 }).map((exponent) => 2 ** exponent);
const factor = fc.oneof(fc.constantFrom(0, 1, -1, 2, -0.5, 2 ** 1023, 2 ** -1074), power);
const pairs = fc.array(fc.tuple(entry, entry), { maxLength: 4 });

describe('α·A·B', () => {
  test('lies in its balls, of any α and any entries', () => {
    fc.assert(
      fc.property(pairs, factor, (drawn, alpha) => {
        const [a, b] = [drawn.map(([x]) => x), drawn.map(([, y]) => y)];
        const { left, right } = dot(a, b);
        const { mid, rad } = scaledProduct(left, right, alpha).at(0, 0);
        expect(isWithin(exactly(a, b, alpha), mid, rad), `${mid} ± ${rad}`).toBe(true);
      }),
      { seed: 1, numRuns: 20_000 },
    );
  });

  test.each([
    { factors: [2 ** 1023, 3, 0.25], product: 3 * 2 ** 1021 },
    { factors: [0.5, 5e-324, 1024], product: 512 * Number.MIN_VALUE },
    { factors: [2 ** -600, 3 * 2 ** -600, 2 ** 1023], product: 3 * 2 ** -177 },
    { factors: [2 ** 1023, 2 ** 1023, 3 * 2 ** -1074], product: 3 * 2 ** 972 },
    { factors: [2 ** -1074, 2 ** -1074, 2 ** 1023], product: 0 },
  ])('$factors has a small ball around $product', ({ factors, product }) => {
    const [alpha = 0, a = 0, b = 0] = factors;
    const { left, right } = dot([a], [b]);
    const { mid, rad } = scaledProduct(left, right, alpha).at(0, 0);
    expect(isWithin(exactly([a], [b], alpha), mid, rad)).toBe(true);
    expect(Math.abs(mid - product)).toBeLessThanOrEqual(rad);
    expect(rad).toBeLessThanOrEqual(2 ** -51 * product + 4 * Number.MIN_VALUE);
  });
});

/** Where a subject may multiply by α. */
const places = ['A', 'B', 'terms', 'sum'] as const;

/** As computed in a format from left to right, α being multiplied in at one place. */
function computed(
  pairs: readonly (readonly [number, number])[],
  alpha: number,
  { place, format }: { place: (typeof places)[number]; format: NumberFormat },
): number {
  const fl = (value: number): number => round(value, format);
  const by = (here: (typeof places)[number], value: number): number =>
    here === place ? fl(alpha * value) : value;
  const terms = pairs.map(([a, b]) => by('terms', fl(by('A', a) * by('B', b))));
  return by(
    'sum',
    terms.reduce((sum, term) => fl(sum + term), 0),
  );
}

describe.each(formatNames)('in %s', (name) => {
  const format = formats[name];
  const { smallest, largest, maxExponent } = format;
  const number = fc
    .oneof(
      fc.double({ min: -8, max: 8, noNaN: true }),
      fc.integer({ min: -9, max: 9 }).map((x) => x * smallest),
      fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x * largest),
      fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x * 2 ** (-maxExponent / 2)),
    )
    .map((value) => round(value, format));
  const some = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 });
  const scale = fc.oneof(
    fc.constantFrom(0, 0.5, 2, -4),
    fc.integer({ min: -maxExponent, max: maxExponent }).map((exponent) => 2 ** exponent),
  );

  test('no right way to compute it is accused, wherever α is multiplied in', () => {
    fc.assert(
      fc.property(some, scale, fc.constantFrom(...places), (drawn, alpha, place) => {
        const [a, b] = [drawn.map(([x]) => x), drawn.map(([, y]) => y)];
        const { left, right } = dot(a, b);
        const scaled = left.map((value) => alpha * value);
        const bound = productBound(scaled, right, format).at(0, 0);
        const error = scalingError({ left, right, factor: alpha }, format)?.at(0, 0) ?? 0;
        if (!Number.isFinite(bound + error)) return;
        const actual = computed(drawn, alpha, { place, format });
        const sentence = `${actual} by ${place}, ± ${bound} + ${error}`;
        expect(
          isWithin(exactly(a, b, alpha), actual, (bound + error) * (1 + 2 ** -50)),
          sentence,
        ).toBe(true);
      }),
      { seed: 1, numRuns: 5000 },
    );
  });
});
