import { expect, test } from 'vitest';
import { claims } from '../../../claims/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { profiles } from '../run/profiles.ts';
import { firstProblems } from './first-problems.ts';
import { optionsFor } from './options-for.ts';

const options = { format: formats.float64, ...profiles.ci };
const float8 = { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e4m3fn' } as const;

function shapes(seed: number) {
  const { first } = firstProblems(propertyNamed('equation-1'), options, { seed, ...profiles.ci });
  return first.map(shapeOf);
}

test('every extent from 32 is there along every axis, at every seed', () => {
  for (const seed of [1, 2, 3]) {
    const seen = shapes(seed);
    for (const axis of ['m', 'n', 'k'] as const) {
      const extents = new Set(seen.map((shape) => shape[axis]));
      for (let extent = 32; extent <= 80; extent += 1) expect(extents).toContain(extent);
    }
  }
});

test('of every two axes, four pairs of large extents are there, and other ones at another seed', () => {
  const pairs = (seed: number, third: 'm' | 'n' | 'k'): string[] =>
    shapes(seed).flatMap(({ m, n, k }) => {
      const others = { m: [n, k], n: [m, k], k: [m, n] }[third];
      return others.every((extent) => extent >= 32) ? others.join('×') : [];
    });
  for (const third of ['m', 'n', 'k'] as const) {
    expect(pairs(1, third).length).toBeGreaterThanOrEqual(4);
    expect(pairs(1, third)).not.toEqual(pairs(2, third));
  }
});

test('no operand of some has a small entry', () => {
  const { first } = firstProblems(propertyNamed('forward-product'), options, {
    seed: 1,
    ...profiles.ci,
  });
  const isLarge = ({ X, W, dY }: Problem): boolean =>
    [X, W, dY].every((each: Matrix) => each.toArray().every((entry) => entry > 1000));
  expect(first.filter(isLarge).length).toBeGreaterThanOrEqual(3);
});

test('nothing is larger than the profile allows', () => {
  for (const { m, n, k } of shapes(1)) {
    expect(Math.max(m, n, k)).toBeLessThanOrEqual(profiles.ci.extent);
    expect(m * n * k).toBeLessThanOrEqual(profiles.ci.volume);
  }
});

test('with a claimed accumulator, sums that fill it come along every axis; without one, none', () => {
  const plan = { seed: 1, ...profiles.ci };
  const narrow = { format: formats.bfloat16, ...profiles.ci };
  const claimed = claims.accumulates.draws(narrow, 'float32');
  const { first } = firstProblems(propertyNamed('equation-1'), claimed, plan);
  for (const kind of ['filling', 'one-sided', 'paired']) {
    for (const axis of ['m', 'n', 'k'] as const) {
      const long = first.filter(
        ({ drawn, ...of }) => drawn?.kind === kind && shapeOf(of)[axis] > 71,
      );
      expect(long.length, `${kind}, ${axis}`).toBeGreaterThanOrEqual(2);
    }
  }
  const float64 = { ...narrow, format: formats.float64 };
  expect(claims.accumulates.draws(float64, 'float64')).toEqual({ ...float64, pairs: true });
  expect(claims.accumulates.draws(float64, undefined)).toBe(float64);
  expect(claims.accumulates.draws(narrow, undefined)).toBe(narrow);
});

test.each([
  [{ numberFormat: 'float32', claims: { multiplies: 'tf32' } }, 6],
  [{ numberFormat: 'float32', claims: {} }, 0],
  [{ numberFormat: 'bfloat16', claims: { accumulates: 'float32' } }, 0], // ties show it there
  [{ numberFormat: 'float32', formats: float8, claims: { accumulates: '14 bits' } }, 6],
  [{ numberFormat: 'float32', formats: float8, claims: { accumulates: 'float32' } }, 0],
] as const)('of %j there are so many sums of two terms: %d', (said, count) => {
  const border = new Border({ ...reference, ...said });
  const property = propertyNamed('equation-1');
  const options = optionsFor(property, border, profiles.ci);
  const { first } = firstProblems(property, options, { seed: 1, runs: 120 });
  const pairs = first.filter(({ dY, drawn }) => {
    return drawn?.kind === 'truncating' && Math.max(dY.rows, dY.cols) === 2;
  });
  expect(pairs.length).toBe(count);
  for (const { dY } of pairs) {
    const [small = 0, large = 0] = [...dY.entries()].map(Math.abs).sort((a, b) => a - b);
    expect((small / large) * 2 ** (border.sums.precision - 1)).toBe(7 / 8);
  }
});

test('a claimed accumulator is filled by sums of up to 4096 terms, along the axis that a gradient sums over', () => {
  const narrow = claims.accumulates.draws({ format: formats.bfloat16, ...profiles.ci }, 'float32');
  const long = (id: string) =>
    firstProblems(propertyNamed(id), narrow, { seed: 1, ...profiles.ci }).first.filter(
      ({ X, W }) => Math.max(X.rows, X.cols, W.cols) > profiles.ci.extent,
    );
  for (const [id, axis] of [
    ['equation-1', 'k'],
    ['equation-2', 'm'],
  ] as const) {
    const found = long(id).map((problem) => [shapeOf(problem)[axis], problem.drawn?.kind] as const);
    expect(found.length).toBe(12);
    for (const length of [512, 1024, 2048, 4096]) {
      const kinds = found.flatMap(([extent, kind]) =>
        extent > length - 4 && extent <= length ? [kind] : [],
      );
      expect(new Set(kinds)).toEqual(new Set(['filling', 'one-sided', 'paired']));
    }
  }
  expect(long('linearity')).toEqual([]);
});

test('of coded operands there are problems with several blocks each way, also of large ones', () => {
  const of = (block: readonly [number | 'all', number | 'all']) =>
    ({ codes: 'float8_e4m3fn', scales: 'float32', block }) as const;
  const named = { X: of([1, 128]), W: of([128, 128]), dY: of([20_000, 'all']) };
  const coded = tensorFormats({ numberFormat: 'bfloat16', formats: named });
  const formula = propertyNamed('equation-2');
  const { first } = firstProblems(
    formula,
    { ...options, formats: coded },
    { seed: 1, ...profiles.ci },
  );
  const seen = first.map(shapeOf);
  const blocks = seen.filter(({ n, k }) => n > 128 && k > 128);
  expect(blocks.length).toBe(2);
  for (const { m, n, k } of blocks) {
    expect(m).toBeLessThanOrEqual(2);
    expect([n % 128 > 0, k % 128 > 0]).toEqual([true, true]);
  }
  expect(seen.filter(({ m, n }) => m > 1 && n > 128).length).toBeGreaterThanOrEqual(4);
  expect(Math.max(...seen.map(({ n }) => n))).toBeGreaterThan(256);
});
