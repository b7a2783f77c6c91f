/** Of balls, each operation holds what it must, worked out in rational numbers, and hardly more. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, type Ball, distance, divide, exactly as point, subtract, times } from './ball.ts';
import { exp, log, tanh } from './elementary.ts';
import { outward, twoProduct } from './error-free.ts';
import { exactly, expectTheorem, type one, settings, zero } from './theorem.test-setup.ts';

const value = fc
  .tuple(fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }), fc.integer({ min: -20, max: 20 }))
  .map(([whole, exponent]) => whole * 2 ** (exponent - 53));
const radius = fc
  .tuple(fc.integer({ min: 2 ** 52, max: 2 ** 53 - 1 }), fc.integer({ min: -40, max: 3 }))
  .map(([whole, exponent]) => whole * 2 ** (exponent - 53));
const balls = fc.record({ mid: value, rad: radius });

/** The ends of a ball. */
function ends({ mid, rad }: Ball) {
  return [exactly(mid).sub(exactly(rad)), exactly(mid).add(exactly(rad))] as const;
}

/** The least radius around this midpoint with which a ball holds all of these. */
function reach(mid: number, all: readonly (typeof one)[]) {
  return all
    .map((each) => each.sub(exactly(mid)).abs())
    .reduce((most, each) => (each.gt(most) ? each : most), zero);
}

describe('an operation on balls holds what comes of their ends, and hardly more', () => {
  test('a + b and a − b', () => {
    const law = fc.property(balls, balls, (a, b) => {
      const sums = ends(a).flatMap((x) => ends(b).map((y) => x.add(y)));
      const total = add(a, b);
      expectTheorem(total.rad, reach(total.mid, sums));
      const differences = ends(a).flatMap((x) => ends(b).map((y) => x.sub(y)));
      const difference = subtract(a, b);
      expectTheorem(difference.rad, reach(difference.mid, differences));
    });
    fc.assert(law, settings);
  });

  test('a·b: |a|·r_b + r_a·(|b| + r_b), and what the midpoint is rounded by', () => {
    const law = fc.property(balls, balls, (a, b) => {
      const product = times(a, b);
      const lost = exactly(a.mid).mul(exactly(b.mid)).sub(exactly(product.mid)).abs();
      const size = (x: number) => exactly(Math.abs(x));
      const spread = size(a.mid).mul(exactly(b.rad));
      const other = exactly(a.rad).mul(size(b.mid).add(exactly(b.rad)));
      expectTheorem(product.rad, spread.add(other).add(lost));
    });
    fc.assert(law, settings);
  });

  test('a/b: all that is lost by the midpoint, over what b is at least', () => {
    const law = fc.property(balls, balls, (a, b) => {
      const quotient = divide(a, b);
      const least = exactly(Math.abs(b.mid))
        .mul(exactly(1 - 2 ** -52))
        .sub(exactly(b.rad));
      if (least.lte(zero)) {
        expect(quotient.rad).toBe(Number.POSITIVE_INFINITY);
        return;
      }
      const residual = exactly(a.mid)
        .sub(exactly(quotient.mid).mul(exactly(b.mid)))
        .abs();
      const spread = exactly(a.rad).add(exactly(Math.abs(quotient.mid)).mul(exactly(b.rad)));
      const all = ends(a).flatMap((x) => ends(b).map((y) => x.div(y)));
      expect(exactly(quotient.rad).gte(reach(quotient.mid, all))).toBe(true);
      // The product of the midpoint with that of b is known up to its own rounding.
      const product = exactly(Math.abs(quotient.mid * b.mid) * 2 ** -52);
      const most = residual.add(spread).add(product).div(least);
      expect(exactly(quotient.rad).gte(residual.add(spread).div(least))).toBe(true);
      expect(exactly(quotient.rad).lte(most.mul(exactly(1 + 2 ** -40)))).toBe(true);
    });
    fc.assert(law, settings);
  });

  test('of points what is exact has radius 0, and the rest half an ulp', () => {
    expect(times(point(3), point(5))).toEqual({ mid: 15, rad: 0 });
    expect(divide(point(15), point(5))).toEqual({ mid: 3, rad: 0 });
    expect(divide(point(0), point(5))).toEqual({ mid: 0, rad: 0 });
    expect(divide(point(1), point(3)).rad).toBeLessThan(2 ** -54);
    const law = fc.property(value, value, (a, b) => {
      const [product, error, slack] = twoProduct(a, b);
      expect(slack).toBe(0);
      expect(exactly(product).add(exactly(error))).toEqual(exactly(a).mul(exactly(b)));
    });
    fc.assert(law, settings);
  });
});

test('the distance of balls that are apart is that of their nearest ends, and that of others 0', () => {
  const law = fc.property(balls, balls, (a, b) => {
    const [[low, high], [lower, upper]] = [ends(a), ends(b)];
    const apart = lower.gt(high) ? lower.sub(high) : low.sub(upper);
    const found = distance(a, b);
    if (apart.lte(zero)) expect(found).toBe(0);
    else if (found > 2 ** -20) {
      expect(exactly(found).lte(apart.mul(exactly(1 + 2 ** -50)))).toBe(true);
      expect(exactly(found).gte(apart.mul(exactly(1 - 2 ** -20)))).toBe(true);
    }
  });
  fc.assert(law, settings);
});

describe('near the ends of the range', () => {
  test.each([
    [2 ** 989, 2 ** 10, 0],
    [2 ** 991, 2 ** 8, 1],
    [2 ** 8, 2 ** 991, 1],
    [2 ** 500, 2 ** 499, 0],
    [2 ** 501, 2 ** 501, 1],
    [2 ** -400, 2 ** -500, 0],
    [2 ** -500, 2 ** -500, 1],
    [0, 2 ** 1000, 0],
    [2 ** 1000, 0, 0],
  ])(
    'the product of %d and %d is split exactly, or its error is bounded',
    (size, other, isLost) => {
      const [a, b] = [size * (1 + 2 ** -30), other * (1 + 2 ** -40)];
      const [product, error, slack] = twoProduct(a, b);
      if (isLost === 0) return expect(slack).toBe(0);
      expect(error).toBe(0);
      expect(slack).toBe(outward(2 ** -53 * product + Number.MIN_VALUE));
    },
  );

  test('at the very edge the error is bounded', () => {
    const sizes = [
      [2 ** 990, 1],
      [1, 2 ** 990],
      [2 ** -480, 2 ** -480],
      [2 ** 500, 2 ** 500],
    ] as const;
    for (const [a, b] of sizes) expect(twoProduct(a, b)[2]).toBeGreaterThan(0);
  });

  test('what is no number is not bounded, 0 is, and the rest grows by an ulp or two', () => {
    expect(outward(Number.NaN)).toBe(Number.POSITIVE_INFINITY);
    expect(outward(0)).toBe(0);
    expect(outward(1)).toBe(1 + 2 ** -49);
  });

  test('of midpoints that are not finite nothing else is known', () => {
    const infinite = { mid: Number.POSITIVE_INFINITY, rad: 1 };
    expect(times(infinite, { mid: 2, rad: 1 })).toEqual({ mid: Number.POSITIVE_INFINITY, rad: 0 });
    expect(times({ mid: 2, rad: 1 }, infinite)).toEqual({ mid: Number.POSITIVE_INFINITY, rad: 0 });
    expect(distance(infinite, point(0))).toBe(Number.POSITIVE_INFINITY);
    expect(distance(point(0), infinite)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('exp, log and tanh', () => {
  const range = fc.double({ min: -20, max: 20, noNaN: true });

  test('of a wide ball hold what they are of its ends', () => {
    const law = fc.property(
      range,
      fc.double({ min: 2 ** -20, max: 1, noNaN: true }),
      (mid, rad) => {
        for (const end of [mid - rad, mid + rad]) {
          expect(distance(exp({ mid, rad }), exp(point(end)))).toBe(0);
          expect(distance(tanh({ mid, rad }), tanh(point(end)))).toBe(0);
        }
        const wide = { mid: Math.abs(mid) + 1, rad: rad / 4 };
        for (const end of [wide.mid - wide.rad, wide.mid + wide.rad]) {
          expect(distance(log(wide), log(point(end)))).toBe(0);
        }
      },
    );
    fc.assert(law, settings);
  });

  test('of a point are hardly wider than its rounding', () => {
    const law = fc.property(range, (x) => {
      expect(exp(point(x)).rad).toBeLessThan(Math.exp(x) * 2 ** -42);
      expect(tanh(point(x)).rad).toBeLessThan(2 ** -42);
      expect(log(point(Math.abs(x) + 1)).rad).toBeLessThan(2 ** -42);
    });
    fc.assert(law, settings);
  });

  test('of what is far below 0 a power is a number beside 0, and of a wide ball nothing is known', () => {
    expect(exp(point(-741))).toEqual({ mid: 0, rad: 2 ** -1060 });
    expect(exp(point(-700)).mid).toBeGreaterThan(0);
    expect(exp({ mid: 0, rad: 1 }).rad).toBeLessThan(4);
    expect(distance(tanh(point(-400)), point(-1))).toBe(0);
    expect(tanh(point(-400)).rad).toBeLessThan(2 ** -50);
    expect(exp({ mid: 0, rad: 1 }).rad).toBeGreaterThan(Math.E - 1);
    expect(log({ mid: 1, rad: 0.4 }).rad).toBeLessThan(1);
    expect(log({ mid: 1, rad: 0.6 }).rad).toBe(Number.POSITIVE_INFINITY);
  });
});
