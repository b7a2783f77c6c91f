import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { type FormatName, formatNames, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { problems } from '../problem/problems.ts';
import { add, distance, divide, exactly, times } from './ball.ts';
import { productBound, unitOf } from './bound.ts';
import { certifiedProduct } from './certified-product.ts';
import { exp, log, tanh } from './elementary.ts';
import { twoProduct, twoSum } from './error-free.ts';
import { strassenBound } from './strassen-bound.ts';

/** A double as an exact fraction: numerator over 2^1100. */
function fraction(value: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const mantissa = (word & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
  const magnitude = mantissa << BigInt(Math.max(exponent, 1) - 1075 + 1100);
  return value < 0 ? -magnitude : magnitude;
}

/** Whether |value − mid| ≤ rad, for a value over 2^2200 and a ball of doubles. */
function holds(value: bigint, { mid, rad }: { mid: number; rad: number }): boolean {
  const gap = value - (fraction(mid) << 1100n);
  return (gap < 0n ? -gap : gap) <= fraction(rad) << 1100n;
}

function exactDot(a: Matrix, b: Matrix, [i, j]: readonly [number, number]): bigint {
  let total = 0n;
  for (let p = 0; p < a.cols; p += 1) total += fraction(a.at(i, p)) * fraction(b.at(p, j));
  return total;
}

function places(matrix: { rows: number; cols: number }): [number, number][] {
  return Array.from({ length: matrix.rows * matrix.cols }, (_, at) => [
    Math.floor(at / matrix.cols),
    at % matrix.cols,
  ]);
}

const doubles = fc.double({ min: -(2 ** 300), max: 2 ** 300, noNaN: true });

function small(format: FormatName) {
  return problems({ format: formats[format], extent: 20, volume: 120 });
}

describe('error-free transformations', () => {
  test('a + b is its sum and its error, exactly', () => {
    const law = fc.property(doubles, doubles, (a, b) => {
      const [sum, error] = twoSum(a, b);
      expect(fraction(sum) + fraction(error)).toBe(fraction(a) + fraction(b));
    });
    fc.assert(law, { seed: 1 });
  });

  test('a·b is its product and its error, within the slack', () => {
    const law = fc.property(doubles, doubles, (a, b) => {
      const [product, error, slack] = twoProduct(a, b);
      const gap = fraction(a) * fraction(b) - ((fraction(product) + fraction(error)) << 1100n);
      expect((gap < 0n ? -gap : gap) <= fraction(slack) << 1100n).toBe(true);
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });
});

describe('balls contain the true value', () => {
  test('of sums, products and quotients', () => {
    const law = fc.property(doubles, doubles, (a, b) => {
      expect(holds((fraction(a) + fraction(b)) << 1100n, add(exactly(a), exactly(b)))).toBe(true);
      expect(holds(fraction(a) * fraction(b), times(exactly(a), exactly(b)))).toBe(true);
      const quotient = divide(exactly(a), exactly(b));
      if (b === 0 || !Number.isFinite(quotient.rad)) return;
      expect(distance(times(quotient, exactly(b)), exactly(a))).toBe(0);
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
  });

  test('of exp, log and tanh, which undo one another and know their constants', () => {
    expect(distance(exp(exactly(1)), { mid: Math.E, rad: 4.5e-16 })).toBe(0);
    expect(distance(log(exactly(2)), { mid: Math.LN2, rad: 1.2e-16 })).toBe(0);
    expect(exp(exactly(1)).rad).toBeLessThan(2 ** -45);
    expect(exp({ mid: -1000, rad: 2 }).rad).toBe(Number.POSITIVE_INFINITY);
    expect(log({ mid: 1, rad: 1 }).rad).toBe(Number.POSITIVE_INFINITY);
    const law = fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
      const power = exp(exactly(x));
      expect(distance(log(power), exactly(x))).toBe(0);
      expect(distance(times(power, exp(exactly(-x))), exactly(1))).toBe(0);
      // tanh x·(e^x + e^−x) = e^x − e^−x
      const minus = exp(exactly(-x));
      const difference = add(power, { mid: -minus.mid, rad: minus.rad });
      expect(distance(times(tanh(exactly(x)), add(power, minus)), difference)).toBe(0);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('of whole products, for entries of every kind; radius 0 for integers within capacity', () => {
    const law = fc.property(small('float64'), ({ W, dY }) => {
      const product = certifiedProduct(dY, W.T);
      for (const [i, j] of places(product)) {
        expect(holds(exactDot(dY, W.T, [i, j]), product.at(i, j))).toBe(true);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
    const exact = certifiedProduct(Matrix.from([[2 ** 26, 3]]), Matrix.from([[2 ** 26], [-5]]));
    expect(exact.at(0, 0)).toEqual({ mid: 2 ** 52 - 15, rad: 0 });
  });
});

describe('a ball of infinite radius', () => {
  const anything = { mid: 0, rad: Number.POSITIVE_INFINITY };

  test('stays one in every operation, also times 0', () => {
    const law = fc.property(doubles, (value) => {
      for (const ball of [exactly(value), exactly(0), anything]) {
        for (const result of [times(anything, ball), times(ball, anything), add(anything, ball)]) {
          expect(result.rad).toBe(Number.POSITIVE_INFINITY);
        }
        expect(divide(ball, anything).rad).toBe(Number.POSITIVE_INFINITY);
      }
    });
    fc.assert(law, { seed: 1 });
  });

  test('holds every number, so nothing is apart from it', () => {
    expect(distance(exactly(1e300), anything)).toBe(0);
    expect(distance(times(anything, exactly(0)), exactly(7))).toBe(0);
  });
});

describe('distance', () => {
  test('is 0 where balls touch, and infinite for anything that is not finite', () => {
    expect(distance({ mid: 1, rad: 0.25 }, { mid: 1.5, rad: 0.25 })).toBe(0);
    expect(distance({ mid: 1, rad: 0.25 }, { mid: 1.75, rad: 0.25 })).toBeGreaterThan(0.24);
    for (const strange of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(distance({ mid: strange, rad: 1 }, exactly(0))).toBe(Number.POSITIVE_INFINITY);
    }
  });
});

describe('the bound of a conventional product', () => {
  for (const name of formatNames) {
    test(`holds for every summation order in ${name}, and 0 means exact`, () => {
      const format = formats[name];
      const law = fc.property(small(name), ({ W, dY, salt }) => {
        const draw = drawFrom(salt);
        const bound = productBound(dY, W.T, format);
        for (const [i, j] of places(bound)) {
          let parts = Array.from({ length: dY.cols }, (_, p) =>
            round(dY.at(i, p) * W.at(j, p), format),
          );
          while (parts.length > 1) {
            const [a = 0] = parts.splice(draw.integer(0, parts.length - 1), 1);
            const at = draw.integer(0, parts.length - 1);
            parts = parts.map((b, other) => (other === at ? round(a + b, format) : b));
          }
          const ball = { mid: parts[0] ?? 0, rad: bound.at(i, j) };
          expect(holds(exactDot(dY, W.T, [i, j]), ball)).toBe(true);
        }
      });
      fc.assert(law, { seed: 1, numRuns: 400 });
    });
  }

  test('is 0 up to the capacity of the format and not beyond it', () => {
    const row = Matrix.from([[2 ** 12, 1]]);
    expect(productBound(row, Matrix.from([[2 ** 12 - 1], [1]]), formats.float32).at(0, 0)).toBe(0);
    const beyond = productBound(row, Matrix.from([[2 ** 12], [1]]), formats.float32).at(0, 0);
    expect(beyond).toBeGreaterThan(0);
  });

  test('is infinite where the format may overflow', () => {
    const bound = productBound(Matrix.from([[300]]), Matrix.from([[300]]), formats.float16);
    expect(bound.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('knows the unit of its operands', () => {
    expect(unitOf(Matrix.from([[0.75, 3]]), 53)).toBe(0.25);
    expect(unitOf(Matrix.from([[0, 0]]), 53)).toBe(1);
    expect(unitOf(Matrix.from([[1, 2 ** -60]]), 53)).toBe(0);
    expect(unitOf(Matrix.from([[2 ** 60, 3 * 2 ** 61]]), 53)).toBe(2 ** 60);
  });
});

test("Strassen's recursion in float32 stays within its bound", () => {
  const entries = (salt: number) => {
    const draw = drawFrom(salt);
    return Matrix.of([8, 8], () => Math.fround(draw.integer(-(2 ** 24), 2 ** 24) / 2 ** 20));
  };
  for (let salt = 1; salt <= 20; salt += 1) {
    const [a, b] = [entries(salt), entries(salt + 1000)];
    const bound = strassenBound(a, b, formats.float32);
    const computed = strassen(a, b);
    for (const [i, j] of places(bound)) {
      const ball = { mid: computed.at(i, j), rad: bound.at(i, j) };
      expect(holds(exactDot(a, b, [i, j]), ball)).toBe(true);
    }
  }
});

test("Strassen's bound leaves room for the faster growing sums of Winograd's form", () => {
  const bound = (entry: number) => {
    const square = Matrix.of([4, 4], () => entry);
    return strassenBound(square, square, formats.float64).at(0, 0);
  };
  // Two levels of Winograd's form round for entries of this size; Strassen's own would not.
  expect(bound(11_863_283)).toBeGreaterThan(0);
  expect(bound(Math.floor(Math.sqrt(2 ** 53 / (2 * 81))))).toBe(0);
});

/** Strassen's algorithm down to 1×1, every operation rounded to float32. */
function strassen(a: Matrix, b: Matrix): Matrix {
  if (a.rows === 1) return Matrix.from([[Math.fround(a.at(0, 0) * b.at(0, 0))]]);
  const half = a.rows / 2;
  const block = (m: Matrix, i: number, j: number) =>
    m.rowRange(i * half, i * half + half).columnRange(j * half, j * half + half);
  const plus = (x: Matrix, y: Matrix) => x.map((v, i, j) => Math.fround(v + y.at(i, j)));
  const minus = (x: Matrix, y: Matrix) => x.map((v, i, j) => Math.fround(v - y.at(i, j)));
  const [a11, a12, a21, a22] = [block(a, 0, 0), block(a, 0, 1), block(a, 1, 0), block(a, 1, 1)];
  const [b11, b12, b21, b22] = [block(b, 0, 0), block(b, 0, 1), block(b, 1, 0), block(b, 1, 1)];
  const p1 = strassen(plus(a11, a22), plus(b11, b22));
  const p2 = strassen(plus(a21, a22), b11);
  const p3 = strassen(a11, minus(b12, b22));
  const p4 = strassen(a22, minus(b21, b11));
  const p5 = strassen(plus(a11, a12), b22);
  const p6 = strassen(minus(a21, a11), plus(b11, b12));
  const p7 = strassen(minus(a12, a22), plus(b21, b22));
  const c11 = plus(minus(plus(p1, p4), p5), p7);
  const [c12, c21] = [plus(p3, p5), plus(p2, p4)];
  const c22 = plus(plus(minus(p1, p2), p3), p6);
  return Matrix.of([a.rows, a.rows], (i, j) => {
    const quarter = i < half ? (j < half ? c11 : c12) : j < half ? c21 : c22;
    return quarter.at(i % half, j % half);
  });
}
