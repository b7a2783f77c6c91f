import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { absolute, compare, type Dyadic, dyadic, plus, times } from '../number/dyadic.ts';
import { formats, type NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { distance } from './ball.ts';
import { aroundStored, summedBound } from './store-bound.ts';

const { float32, float64, bfloat16, float16 } = formats;

function row(...entries: number[]): Matrix {
  return Matrix.from([entries]);
}

/** Every finite number of a 16-bit format that is not negative, in order. */
function numbersOf({ precision, smallest, largest }: NumberFormat): number[] {
  const numbers = [0];
  const half = 2 ** (precision - 1);
  for (let i = 1; i < half; i += 1) numbers.push(i * smallest);
  for (let ulp = smallest; (2 * half - 1) * ulp <= largest; ulp *= 2) {
    for (let i = half; i < 2 * half; i += 1) numbers.push(i * ulp);
  }
  return numbers;
}

/** Whether an answer is within its ball around sums that were not rounded but when it was stored. */
function isRight(answer: number, exact: number, format: NumberFormat): boolean {
  const ball = aroundStored(row(answer), row(Number.MIN_VALUE), { format }).at(0, 0);
  return distance(ball, { mid: exact, rad: 0 }) === 0;
}

describe.each([bfloat16, float16])('of every number of $name', (format) => {
  const numbers = numbersOf(format);

  test('a sum just on its side of the middle is right, one just beyond is not', () => {
    for (const [i, below] of numbers.entries()) {
      const above = numbers[i + 1];
      if (above === undefined) break;
      const middle = (below + above) / 2; // exact: it has one more bit
      const bit = (above - below) / 2 ** 20;
      for (const sign of [1, -1]) {
        const right = (answer: number, exact: number) =>
          isRight(sign * answer, sign * exact, format);
        const said = [
          right(below, below),
          right(below, middle - bit),
          right(above, middle + bit),
          right(below, middle), // a tie goes either way
          right(above, middle),
          right(below, middle + bit),
          right(below, above),
        ];
        expect(said, `${below}, ${above}`).toEqual([true, true, true, true, true, false, false]);
        // Below a power of two the ball is twice as large as it need be: it may reach the next number.
        const isPower =
          Number.isInteger(Math.log2(above)) &&
          above > format.smallest * 2 ** (format.precision - 1);
        const isTooLow = [right(above, middle - bit), right(above, below)];
        expect(isTooLow, `${below}, ${above}`).toEqual(isPower ? [true, true] : [false, false]);
      }
    }
  });
});

test('the ball has the exact sum of any order in the accumulator, and is as large as the rounding', () => {
  const draw = drawFrom(1);
  const cases = [
    [bfloat16, float32],
    [float16, float32],
    [float32, float64],
  ] as const;
  for (const [format, accumulator] of cases) {
    for (let trial = 0; trial < 400; trial += 1) {
      const q = draw.integer(2, 300);
      const entry = (): number => {
        const half = 2 ** (format.precision - 1);
        const exponent = draw.integer(-2, 2) - format.precision;
        return (draw.integer(0, 1) * 2 - 1) * draw.integer(half, 2 * half - 1) * 2 ** exponent;
      };
      const [a, b] = [Array.from({ length: q }, entry), Array.from({ length: q }, entry)];
      let [sum, exact]: [number, Dyadic] = [0, dyadic(0)];
      for (const [p, left] of a.entries()) {
        const right = b[p] ?? 0;
        sum = round(sum + round(left * right, accumulator), accumulator);
        exact = plus(exact, times(dyadic(left), dyadic(right)));
      }
      const answer = round(sum, format);
      const summed = summedBound(row(...a), row(...b).T, {
        accumulator,
        throughout: format,
        format,
      });
      const { rad } = aroundStored(row(answer), summed, { format }).at(0, 0);
      const off = absolute(plus(exact, dyadic(-answer)));
      expect(compare(off, dyadic(rad))).toBeLessThanOrEqual(0);
      // The sums' own part is small beside the rounding of what is stored, unless they cancel.
      const half = Math.abs(answer) * format.unitRoundoff;
      const magnitude = a.reduce((total, left, p) => total + Math.abs(left * (b[p] ?? 0)), 0);
      expect(rad).toBeLessThan(1.001 * (half + 1.1 * q * accumulator.unitRoundoff * magnitude));
    }
  }
});

test('where all sums fit, nothing may be rounded, not even when it is stored', () => {
  const stored = { accumulator: float32, throughout: bfloat16, format: bfloat16 };
  // 255 + 1 fits eight bits and 255 + 2 does not: it is stored as 256 or 258.
  const fits = summedBound(row(255, 1), row(1, 1).T, stored);
  expect(aroundStored(row(256), fits, { format: bfloat16 }).at(0, 0)).toEqual({
    mid: 256,
    rad: 0,
  });
  const tie = summedBound(row(255, 2), row(1, 1).T, stored);
  expect(aroundStored(row(256), tie, { format: bfloat16 }).at(0, 0)).toEqual({
    mid: 256,
    rad: 1,
  });
  const both = summedBound(
    row(255, 1),
    Matrix.from([
      [1, 1],
      [1, 2],
    ]),
    stored,
  );
  expect([...aroundStored(row(256, 256), both, { format: bfloat16 }).rad.toArray()]).toEqual([
    0, 1,
  ]);
});

test('a sum fills the accumulator at 4096 terms, and is rounded once', () => {
  const ones = (value: number): Matrix => Matrix.of([1, 4096], () => value);
  const stored = { accumulator: float32, throughout: bfloat16, format: bfloat16 };
  // 64 · 64 · 4096 is 2^24: no partial sum is rounded, in any order.
  const full = summedBound(ones(64), ones(64).T, stored);
  expect(aroundStored(row(2 ** 24), full, { format: bfloat16 }).at(0, 0).rad).toBe(2 ** 16);
  const more = summedBound(ones(65), ones(65).T, stored);
  expect(aroundStored(row(2 ** 24), more, { format: bfloat16 }).at(0, 0).rad).toBeGreaterThan(
    2 ** 16,
  );
});

test('what may exceed the stored format is not bounded, and what is not finite has no store', () => {
  const stored = { accumulator: float32, throughout: float16, format: float16 };
  const most = summedBound(row(65504), row(1).T, stored);
  expect(most.at(0, 0)).toBe(0);
  const beyond = summedBound(row(65504, 1), row(1, 1).T, stored);
  expect(aroundStored(row(65504), beyond, { format: float16 }).at(0, 0).rad).toBe(
    Number.POSITIVE_INFINITY,
  );
  const short = {
    accumulator: float16,
    throughout: { ...bfloat16, largest: 65504 },
    format: bfloat16,
  };
  const overflown = summedBound(row(2 ** 15, 2 ** 15, 1), row(1, 1, 2 ** -12).T, short);
  expect(overflown.at(0, 0)).toBe(Number.POSITIVE_INFINITY);
  for (const answer of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(isRight(answer, 1, float16)).toBe(false);
  }
});
