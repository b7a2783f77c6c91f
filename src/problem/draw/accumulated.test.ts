import { describe, expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { productBound } from '../../certified/bound.ts';
import { summedBound } from '../../certified/store-bound.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import type { Problem } from '../problem.ts';
import { accumulatedKinds } from './accumulated-entries.ts';
import { drawFrom } from './draw.ts';
import type { EntryKind } from './draw-entries.ts';
import { generateProblem, type ProblemOptions } from './generate-problem.ts';
import { tieOf } from './tied-entries.ts';

const { float32, float64, bfloat16, float16 } = formats;

const pairs = [
  { format: bfloat16, accumulator: float32 },
  { format: bfloat16, accumulator: float64 },
  { format: float16, accumulator: float32 },
  { format: float16, accumulator: float64 },
  { format: float32, accumulator: float64 },
].map(({ format, accumulator }) => ({
  format,
  accumulator,
  name: `${format.name} with sums of ${accumulator.name}`,
}));

function drawn(options: Partial<ProblemOptions> & Pick<ProblemOptions, 'format'>): Problem[] {
  const draw = drawFrom(1);
  const limits = { extent: 130, volume: 6000 };
  return Array.from({ length: 60 }, () => generateProblem(draw, { ...limits, ...options }));
}

/** The factors of Y, dX and dW. */
function productsOf({ X, W, dY }: Problem): [Matrix, Matrix][] {
  return [
    [X, W],
    [dY, W.T],
    [X.T, dY],
  ];
}

describe.each(pairs)('$name', ({ format, accumulator }) => {
  test.each(accumulatedKinds)('%s entries are rounded only when sums are stored', (kind) => {
    for (const problem of drawn({ format, accumulator, kinds: [kind] })) {
      for (const matrix of [problem.X, problem.W, problem.dY]) {
        expect(matrix.toArray().every((entry) => round(entry, format) === entry)).toBe(true);
      }
      for (const [a, b] of productsOf(problem)) {
        const radii = productBound(a, b, { ...accumulator, largest: format.largest / 2 ** 8 });
        expect(Math.max(...radii.toArray())).toBe(0);
      }
    }
  });

  test('absorbing entries need every bit that there is room for', () => {
    let [exact, stored] = [0, 0];
    for (const problem of drawn({ format, accumulator, kinds: ['absorbing'] })) {
      expect(problem.dY.toArray().every((entry) => round(entry, format) === entry)).toBe(true);
      for (const [a, b] of productsOf(problem)) {
        const radii = summedBound(a, b, { accumulator, throughout: format, format }).toArray();
        exact += radii.filter((radius) => radius === 0).length;
        stored += radii.filter((radius) => radius === Number.MIN_VALUE).length;
        expect(radii.every((radius) => radius <= Number.MIN_VALUE)).toBe(true);
      }
    }
    expect(Math.min(exact, stored)).toBeGreaterThan(0);
  });
});

test('ties decide how sums of two terms are rounded, and are drawn where there is room', () => {
  for (const { format, accumulator } of pairs) {
    const options = { format, accumulator, fixed: { m: 4, n: 5, k: 9 }, plain: true };
    const tie = tieOf({ formats: { X: format, W: format, dY: format }, sums: format, accumulator });
    let decided = 0;
    for (const { W, dY } of drawn({ ...options, kinds: ['tied'] })) {
      for (const matrix of [W, dY]) {
        expect(matrix.toArray().every((entry) => round(entry, format) === entry)).toBe(true);
      }
      // Rounded to the accumulator first and cut off first are other numbers when they are stored.
      const sums = multiply(dY, W.T).toArray();
      decided += sums.filter(
        (sum) => round(round(sum, accumulator), format) !== round(cutOff(sum, accumulator), format),
      ).length;
    }
    if (accumulator === float32) expect(decided).toBeGreaterThan(10);
    expect(tie).toBeDefined();
  }
  const [wide, short] = [bfloat16, formats.float4_e2m1fn].map((one) => ({
    X: one,
    W: one,
    dY: one,
  }));
  if (wide === undefined || short === undefined) throw new Error('there are two');
  expect(tieOf({ formats: short, sums: bfloat16, accumulator: float32 })).toBe(undefined);
  expect(tieOf({ formats: wide, sums: bfloat16 })).toBe(undefined);
  const kinds = ['tied'] as const;
  for (const { X } of drawn({ format: formats.float8_e4m3fn, accumulator: float32, kinds })) {
    expect(X.toArray().every(Number.isInteger)).toBe(true); // integers that fill it, instead
  }
});

/** Of dX over 64 columns, how large partial sums and the result are, beside the sum of all sizes. */
function growth(kind: EntryKind): { partial: number; result: number } {
  const fixed = { m: 6, n: 6, k: 64 };
  const options = { format: bfloat16, accumulator: float32, kinds: [kind], fixed, plain: true };
  const shares = drawn(options).map(({ W, dY }) => {
    const half = multiply(dY.columnRange(0, 32), W.T.rowRange(0, 32));
    const [whole, sizes] = [multiply(dY, W.T), multiply(dY.map(Math.abs), W.T.map(Math.abs))];
    const share = (sum: Matrix): number => meanSize(sum) / meanSize(sizes);
    return { partial: share(half), result: share(whole) };
  });
  const mean = (of: 'partial' | 'result'): number =>
    shares.reduce((sum, each) => sum + each[of], 0) / shares.length;
  return { partial: mean('partial'), result: mean('result') };
}

function meanSize(matrix: Matrix): number {
  return matrix.toArray().reduce((sum, entry) => sum + Math.abs(entry), 0);
}

test('signs are mixed, or mostly one, or those of two halves', () => {
  const [filling, oneSided, paired] = accumulatedKinds.map(growth);
  expect(filling?.result).toBeLessThan(0.2);
  expect(oneSided?.result).toBeGreaterThan(0.6);
  expect(paired?.partial).toBeGreaterThan(0.45);
  expect(paired?.result).toBeLessThan(0.01);
});

test('integers are as large as the format and the accumulator allow', () => {
  const largest = (m: number): number => {
    const fixed = { m, n: 1, k: 1 };
    const kinds = ['filling' as const];
    const options = { format: bfloat16, accumulator: float32, kinds, plain: true };
    const all = drawn({ ...options, fixed, extent: m, volume: m });
    return Math.max(
      ...all.flatMap(({ X, dY }) => [X, dY].map((one) => Math.max(...one.toArray()))),
    );
  };
  expect(largest(64)).toBe(510); // 2 · 255, below 2^9
  expect(largest(1024)).toBe(128);
  expect(largest(4096)).toBe(64);
});
