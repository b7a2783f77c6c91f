import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { dyadic, roundedTo, times, toNumber } from '../number/dyadic.ts';
import { formatNames, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { distance } from './ball.ts';
import { accumulatedBound, productBound } from './bound.ts';
import { certifiedProduct } from './certified-product.ts';
import { recursionError, strassenBound } from './strassen-bound.ts';

function row(...entries: number[]): Matrix {
  return Matrix.from([entries]);
}

function column(...entries: number[]): Matrix {
  return row(...entries).T;
}

test('whether a sum fits the significand is decided exactly, also of fractions', () => {
  // 2^43 + 2^−9 in units of 2^−10 is 2^53 + 2: float64 loses the end of it.
  const [left, right] = [row(2 ** 20, 2 ** -10, 2 ** -10), column(2 ** 23, 1, 1)];
  expect(productBound(left, right, formats.float64).at(0, 0)).toBeGreaterThan(0);
  const fits = productBound(row(2 ** 20, 2 ** -10), column(2 ** 22, 1), formats.float64);
  expect(fits.at(0, 0)).toBe(0);
  const added = accumulatedBound(
    { left: row(2 ** 20), right: column(2 ** 23), added: row(2 ** -10) },
    formats.float64,
  );
  expect(added.at(0, 0)).toBeGreaterThan(0);
});

test('products that underflow are not exact, and zeros are', () => {
  const tiny = row(2 ** -600);
  expect(productBound(tiny, tiny, formats.float64).at(0, 0)).toBeGreaterThan(0);
  expect(productBound(row(0), column(1 / 3), formats.float64).at(0, 0)).toBe(0);
});

test('near the end of the range nothing is NaN', () => {
  const large = row(1.3407807929942596e154);
  const product = certifiedProduct(large, large.T);
  expect(distance(product.at(0, 0), { mid: 1.3407807929942596e154 ** 2, rad: 0 })).toBe(0);
  const beyond = certifiedProduct(row(2 ** 1000, 2 ** 1000), column(2 ** 1000, -(2 ** 1000)));
  expect(beyond.at(0, 0)).toEqual({ mid: 0, rad: Number.POSITIVE_INFINITY });
  const unknown = accumulatedBound(
    { left: row(0), right: column(Number.POSITIVE_INFINITY), added: row(1) },
    formats.float64,
  );
  expect(unknown.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
});

test('a product that is rounded to 64 bits first is allowed, and one that is 1.0015 times it is not', () => {
  const draw = drawFrom(1);
  const entry = (): number => draw.integer(2 ** 52, 2 ** 53 - 1);
  let twice = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const [a, b] = [entry(), entry()];
    const product = roundedTo(53, roundedTo(64, times(dyadic(a), dyadic(b))));
    if (toNumber(product) === a * b) continue;
    twice += 1;
    const rad = productBound(row(a), column(b), formats.float64).at(0, 0);
    const right = certifiedProduct(row(a), column(b)).at(0, 0);
    expect(distance({ mid: toNumber(product), rad }, right)).toBe(0);
  }
  expect(twice).toBeGreaterThan(2);
  for (const format of formatNames.map((name) => formats[name])) {
    const rad = productBound(row(1 + format.unitRoundoff * 2), column(1 / 3), format).at(0, 0);
    expect(rad).toBeLessThan((1.02 * format.unitRoundoff) / 3);
  }
});

test('long sums in a short format still have a bound, which is finite', () => {
  const [left, right] = [
    Matrix.of([1, 300], () => 1.0078125),
    Matrix.of([300, 1], () => 1.0078125),
  ];
  const bound = productBound(left, right, formats.bfloat16).at(0, 0);
  expect(bound).toBeGreaterThan(300);
  expect(bound).toBeLessThan(300 * Math.E);
});

test("Strassen's bound grows by about 18 a level, as Higham has it of Winograd's form", () => {
  for (const { unitRoundoff } of [formats.float64, formats.float32]) {
    for (const levels of [3, 5, 7]) {
      const [error, next] = [levels, levels + 1].map((each) => recursionError(each, unitRoundoff));
      expect((next ?? 0) / (error ?? 1)).toBeGreaterThan(18);
      expect((next ?? 0) / (error ?? 1)).toBeLessThan(19);
    }
  }
  const square = Matrix.of([2, 2], () => 1.0078125);
  // |A||B| is 2: an answer of 0 does not pass.
  expect(strassenBound(square, square, formats.bfloat16).at(0, 0)).toBeLessThan(1);
});

/** Sums of sparse rows of short numbers, from left to right or the other way round, in a format. */
function sparseSums(rounding: (value: number) => number, isReversed: boolean) {
  const draw = drawFrom(3);
  const entry = (): number => draw.integer(1, 63) * 2 ** draw.integer(-12, 12);
  const entries = (): number[] =>
    Array.from({ length: 24 }, () => (draw.integer(0, 5) === 0 ? entry() : 0));
  return Array.from({ length: 4000 }, () => {
    const [a, b] = [entries(), Array.from({ length: 24 }, entry)];
    const terms = a.map((value, p) => value * (b[p] ?? 0));
    const sum = (isReversed ? terms.toReversed() : terms).reduce(
      (so, term) => rounding(so + term),
      0,
    );
    return { a: row(...a), b: column(...b), sum };
  });
}

const kept = { ...formats.float32, isKept: true } as const;

test('zeros and exact products leave fewer roundings, and no sum of what is left is accused', () => {
  let [sharp, all] = [0, 0];
  for (const isReversed of [false, true]) {
    for (const { a, b, sum } of sparseSums(Math.fround, isReversed)) {
      const exact = certifiedProduct(a, b).at(0, 0);
      const rad = productBound(a, b, kept).at(0, 0);
      expect(distance({ mid: sum, rad }, exact)).toBe(0);
      all += 1;
      sharp += rad < 2 ** -22 * Math.abs(sum) ? 1 : 0;
    }
  }
  expect(sharp).toBeGreaterThan(all / 4);
});

test('of two terms a sum that is cut off is no sum that is rounded to nearest', () => {
  const [a, b] = [row(259, 0, 0, 0.75 * 2 ** -15, 0), column(1, 3, 7, 1, 5)];
  const exact = certifiedProduct(a, b).at(0, 0);
  const rad = productBound(a, b, kept).at(0, 0);
  expect(distance({ mid: 259 + 2 ** -15, rad }, exact)).toBe(0);
  expect(distance({ mid: 259, rad }, exact)).toBeGreaterThan(0);
  const fused = { ...kept, unitRoundoff: 2 ** -23, fused: { terms: 4, normal: 2 ** -126 } };
  expect(distance({ mid: 259, rad: productBound(a, b, fused).at(0, 0) }, exact)).toBe(0);
  // What is not finite has no significand.
  const unknown = productBound(row(Number.NaN, 0, 0), column(1, 1, 1), kept);
  expect(unknown.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
});

test('of two short terms a sum may be kept in any more bits, and not cut off', () => {
  const said = { ...formats.bfloat16, isSaid: true } as const;
  const draw = drawFrom(5);
  let sharp = 0;
  const short = (): number => draw.integer(-15, 15) * 2 ** draw.integer(-12, 0);
  for (let trial = 0; trial < 2000; trial += 1) {
    const [a, b] = [row(short(), short()), column(short(), short())];
    const exact = a.at(0, 0) * b.at(0, 0) + a.at(0, 1) * b.at(1, 0);
    const rad = productBound(a, b, said).at(0, 0);
    for (let more = 0; more <= 12; more += 1) {
      const wide = { ...formats.float64, precision: 8 + more };
      const sum = round(round(exact, wide), formats.bfloat16);
      expect(distance({ mid: sum, rad }, { mid: exact, rad: 0 })).toBe(0);
    }
    sharp += rad > 0 && rad < productBound(a, b, formats.bfloat16).at(0, 0) ? 1 : 0;
  }
  expect(sharp).toBeGreaterThan(1000);
  const [a, b] = [row(1, 7 * 2 ** -10), column(1, 1)];
  const exact = { mid: 1 + 7 * 2 ** -10, rad: 0 };
  expect(distance({ mid: 1, rad: productBound(a, b, said).at(0, 0) }, exact)).toBeGreaterThan(0);
  // Longer ones may be multiplied in parts.
  const float32 = { ...formats.float32, isSaid: true } as const;
  const ratio = (tail: number): number => {
    const [terms, one] = [row(1, tail * 2 ** -34), column(1, 1)];
    const of = (format: typeof float32 | typeof formats.float32): number =>
      productBound(terms, one, format).at(0, 0);
    return of(float32) / of(formats.float32);
  };
  expect(ratio(255)).toBeCloseTo(0.75, 5);
  expect(ratio(257)).toBe(1);
});
