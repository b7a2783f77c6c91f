import { describe, expect, test } from 'vitest';
import { formats } from '../../number/formats.ts';
import { type AccumulatedKind, accumulatedEntries } from './accumulated-entries.ts';
import { drawFrom } from './draw.ts';

const names = ['X', 'W', 'dY'] as const;
const { float32, float64, bfloat16, float16 } = formats;

interface Wish {
  readonly format?: typeof float32;
  readonly accumulator?: typeof float32;
  readonly longest?: number;
}

/** Many entries of each operand. */
function drawn(kind: AccumulatedKind, wish: Wish = {}) {
  const { format = bfloat16, accumulator = float32, longest = 16 } = wish;
  const context = {
    ...{ shape: { m: 3, n: longest, k: 5 }, formats: { X: format, W: format, dY: format } },
    ...{ sums: format, accumulator },
  };
  const entries = accumulatedEntries(drawFrom(1), kind, context);
  return names.map((name) => Array.from({ length: 1500 }, () => entries[name]()));
}

const negatives = (some: readonly number[]): number =>
  some.filter((entry) => entry < 0).length / some.length;
const sizes = (all: readonly number[][]): number[] => all.flat().map(Math.abs);

describe('entries that fill an accumulator', () => {
  test('have mixed signs, or those of dY are nine times of ten alike, or none are negative', () => {
    const shares = (kind: AccumulatedKind) => drawn(kind).map(negatives);
    for (const share of shares('filling')) expect(share).toBeCloseTo(0.5, 1);
    const [X, W, dY] = shares('one-sided');
    expect([X, W]).toEqual([0, 0]);
    expect(dY).toBeCloseTo(0.1, 1);
    expect(dY).toBeGreaterThan(0.06);
    expect(shares('paired')).toEqual([0, 0, 0]);
  });

  test('are of any size, and in pairs among the largest alone', () => {
    const most = 4 * 255; // below the root of 2^24 / 16, and with as many bits as bfloat16 has
    for (const kind of ['filling', 'one-sided'] as const) {
      for (const some of drawn(kind)) {
        expect(Math.max(...some.map(Math.abs))).toBeLessThanOrEqual(most);
        expect(Math.max(...some.map(Math.abs))).toBeGreaterThan(0.9 * most);
        expect(Math.min(...some.map(Math.abs))).toBeLessThan(5);
        expect(some.every(Number.isInteger)).toBe(true);
      }
    }
    expect(new Set(sizes(drawn('paired')))).toEqual(new Set([1008, 1012, 1016, 1020]));
    expect(new Set(sizes(drawn('paired', { longest: 2 ** 22 })))).toEqual(new Set([1, 2]));
  });

  test.each([
    { format: float16, accumulator: float32 },
    { format: float16, accumulator: float64 },
    { format: bfloat16, accumulator: float64 },
    { format: float32, accumulator: float64 },
  ])(
    'of $format.name leave room for 2^8 in its range, and hardly more where it is short',
    (wish) => {
      const { format, accumulator } = wish;
      for (const longest of [1, 16, 1000]) {
        for (const kind of ['filling', 'paired'] as const) {
          const top = Math.max(...sizes(drawn(kind, { ...wish, longest })));
          const sum = top * top * longest;
          expect(sum * 2 ** 8).toBeLessThan(2 ** (format.maxExponent + 1));
          expect(sum).toBeLessThanOrEqual(2 ** accumulator.precision);
          if (format === float16)
            expect(sum * 2 ** 8).toBeGreaterThan(2 ** (format.maxExponent - 7));
        }
      }
    },
  );
});
