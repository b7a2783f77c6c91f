import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutOff } from '../../bank/engine/cut-off.ts';
import { Matrix } from '../matrix/matrix.ts';
import { formats, tensorFormatNames } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import type { Ball } from './ball.ts';
import { Balls } from './balls.ts';
import type { Storing } from './store-bound.ts';
import { storedBalls } from './stored-balls.ts';

function storedBall({ mid, rad }: Ball, storing: Storing): Ball {
  const one = new Balls(Matrix.from([[mid]]), Matrix.from([[rad]]));
  return storedBalls(one, storing).at(0, 0);
}

/** A ball and a number in it, all of them exact. */
const drawn = fc
  .record({
    format: fc.constantFrom(...tensorFormatNames).map((name) => formats[name]),
    mid: fc.integer({ min: -(2 ** 10), max: 2 ** 10 }),
    rad: fc.integer({ min: 1, max: 2 ** 9 }),
    part: fc.integer({ min: -(2 ** 9), max: 2 ** 9 }),
    unit: fc.integer({ min: 8, max: 24 }).map((bits) => 2 ** -bits),
  })
  .map(({ format, mid, rad, part, unit }) => {
    const inside = mid + Math.max(-rad, Math.min(rad, part));
    return { format, ball: { mid: mid * unit, rad: rad * unit }, sum: inside * unit };
  });

test('whatever the sum is stored as lies within', () => {
  fc.assert(
    fc.property(drawn, ({ format, ball, sum }) => {
      const near = storedBall(ball, { format });
      expect(Math.abs(round(sum, format) - near.mid)).toBeLessThanOrEqual(near.rad);
      const cut = storedBall(ball, { format, stores: 'toward zero' });
      for (const stored of [cutOff(sum, format), round(sum, format)]) {
        expect(Math.abs(stored - cut.mid)).toBeLessThanOrEqual(cut.rad);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('both ends are what sums of the ball are stored as', () => {
  fc.assert(
    fc.property(drawn, ({ format, ball: { mid, rad } }) => {
      fc.pre(format.name !== 'float64'); // there the ball itself is widened by an ulp
      const stored = storedBall({ mid, rad }, { format });
      for (const side of [-1, 1]) {
        const [end, sum] = [stored.mid + side * stored.rad, mid + side * rad];
        expect(round(end, format)).toBe(end);
        expect(Math.abs(end - sum)).toBeLessThanOrEqual(halfUlp(sum, format));
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('toward zero both ends are the numbers next to those of the ball', () => {
  fc.assert(
    fc.property(drawn, ({ format, ball: { mid, rad } }) => {
      fc.pre(format.precision <= 11); // of more bits the ball has more than 53 from end to end
      const stored = storedBall({ mid, rad }, { format, stores: 'toward zero' });
      for (const side of [-1, 1]) {
        const [end, sum] = [stored.mid + side * stored.rad, mid + side * rad];
        expect(round(end, format)).toBe(end);
        expect(side * (end - sum)).toBeGreaterThanOrEqual(0);
        // A sum that is a number of the format is one beside which the ball may reach.
        expect(Math.abs(end - sum)).toBeLessThanOrEqual(2 * halfUlp(sum, format));
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
  const whole = storedBall({ mid: 4, rad: 2 }, { format: formats.bfloat16, stores: 'toward zero' });
  expect(whole).toEqual({ mid: 4.01171875, rad: 2.01953125 });
});

test('of float64 the ball of what is stored has both ends, also where these are far apart', () => {
  const wide = storedBall({ mid: 1, rad: 1 - 2 ** -60 }, { format: formats.float64 });
  expect(wide.rad).toBeGreaterThanOrEqual(1 - 2 ** -60);
  expect(wide.rad).toBeLessThan(1 + 2 ** -48);
  const odd = storedBall({ mid: 1 / 3, rad: 1e-30 }, { format: formats.float64 });
  expect(odd.rad).toBeGreaterThan(0);
  expect(odd.rad).toBeLessThan(2 ** -53);
  const beyond = storedBall({ mid: 1.7e308, rad: 1e308 }, { format: formats.float64 });
  expect(beyond.rad).toBe(Number.POSITIVE_INFINITY);
  const below = storedBall({ mid: -1.7e308, rad: 1e308 }, { format: formats.float64 });
  expect(below.rad).toBe(Number.POSITIVE_INFINITY);
});

test('a sum that is known is stored as its nearest number, or as one of two', () => {
  const format = formats.bfloat16;
  const known = (mid: number): Ball => storedBall({ mid, rad: Number.MIN_VALUE }, { format });
  expect(known(1027)).toEqual({ mid: 1024, rad: 0 });
  expect(known(1029)).toEqual({ mid: 1032, rad: 0 });
  expect(known(1028)).toEqual({ mid: 1028, rad: 4 });
  expect(known(-1028)).toEqual({ mid: -1028, rad: 4 });
  expect(storedBall({ mid: 1028, rad: 0 }, { format })).toEqual({ mid: 1028, rad: 0 });
});

test('beyond the largest number nothing is known', () => {
  const { rad } = storedBall({ mid: 440, rad: 40 }, { format: formats.float8_e4m3fn });
  expect(rad).toBe(Number.POSITIVE_INFINITY);
});

function halfUlp(value: number, { precision, smallest }: Storing['format']): number {
  if (value === 0) return smallest / 2;
  return Math.max(2 ** (exponentOf(value) - precision), smallest / 2);
}
