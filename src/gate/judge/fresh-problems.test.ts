import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { expectToFit, groupsIn } from '../../problem/derive/some.test-setup.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { grouped } from '../../problem/grouped.ts';
import { dense } from '../../problem/layout.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { freshProblems } from './fresh-problems.ts';

const options: ProblemOptions = { format: formats.float64, extent: 9, volume: 120 };

/** Entries that no fresh one has: they are larger, and each comes once. */
const old = problemOf([2, 3, 2], {
  X: (i, j) => 100 + 3 * i + j,
  W: (i, j) => 200 + 2 * i + j,
  dY: (i, j) => 300 + 2 * i + j,
});

function fresh(like: readonly Problem[], changes: Partial<ProblemOptions> = {}, seed = 1) {
  return [...freshProblems(drawFrom(seed), { ...options, ...changes }, like)];
}

/** Those that are made of the problem: others say how they were drawn. */
function made(like: Problem, changes: Partial<ProblemOptions> = {}, seed = 1): Problem[] {
  return fresh([like], changes, seed).filter(({ drawn }) => drawn === undefined);
}

const seeds = Array.from({ length: 8 }, (_, seed) => seed + 1);
const everySeed = () => seeds.map((seed) => made(old, {}, seed));

/** Of each place in the list, what came there at all seeds. */
function atPlace(place: number): Problem[] {
  return everySeed().flatMap((all) => all[place] ?? []);
}

const entriesOf = ({ X, W, dY }: Problem): number[] =>
  [X, W, dY].flatMap((each: Matrix) => [...each.toArray()]);
const isOld = (entry: number): boolean => Math.abs(entry) >= 100;
const shapeText = (problem: Problem): string => Object.values(shapeOf(problem)).join('×');

/** Which operands have none but the entries that they had. */
function kept(problem: Problem): string {
  const names = ['X', 'W', 'dY'] as const;
  return names
    .filter((name) => String(problem[name].toArray()) === String(old[name].toArray()))
    .join();
}

describe('of a problem there are', () => {
  test('first, one of its shape, of small integers without 0', () => {
    for (const problem of atPlace(0)) {
      expect(shapeText(problem)).toBe('2×3×2');
      for (const entry of entriesOf(problem)) {
        expect(Number.isInteger(entry) && entry !== 0 && Math.abs(entry) <= 9).toBe(true);
      }
    }
    const entries = new Set(atPlace(0).flatMap(entriesOf));
    expect([Math.min(...entries), Math.max(...entries)]).toEqual([-9, 9]);
  });

  test('others of shapes near it, as far as there is room', () => {
    const shapes = ['3×4×4', '3×3×2', '2×4×2', '2×3×3', '3×3×3', '5×3×4'];
    expect(made(old).slice(1, 7).map(shapeText)).toEqual(shapes);
    for (const problem of made(old).slice(1, 7)) {
      expectToFit(problem);
      expect(Math.max(...entriesOf(problem).map(Math.abs))).toBeLessThanOrEqual(9);
      expect(entriesOf(problem)).not.toContain(0);
    }
    expect(made(old, { volume: 125 }).slice(1, 8).map(shapeText)).toContain('5×5×5');
    const near = made(old, { extent: 3 }).map(shapeText);
    expect(near).toContain('3×3×3');
    expect(near).not.toContain('5×3×4');
    expect(new Set(made(old, { square: true }).map(shapeText))).toEqual(new Set(['2×3×2']));
  });

  test('ones of positive integers, of zeros among others, and of quarters', () => {
    const [positive, sparse, quarters] = [7, 8, 9].map((place) =>
      atPlace(place).flatMap(entriesOf),
    );
    expect(Math.min(...(positive ?? []))).toBe(1);
    expect(Math.max(...(positive ?? []))).toBe(9);
    const zeros = sparse?.filter((entry) => entry === 0).length ?? 0;
    expect(zeros).toBeGreaterThan(0);
    expect(zeros).toBeLessThan((sparse?.length ?? 0) / 2);
    expect(Math.min(...(sparse ?? []))).toBeLessThan(0);
    expect(Math.max(...(sparse ?? []))).toBe(9);
    expect(quarters?.every((entry) => Number.isInteger(4 * entry) && entry !== 0)).toBe(true);
    expect([Math.min(...(quarters ?? [])), Math.max(...(quarters ?? []))]).toEqual([-2.25, 2.25]);
  });

  test('ones in which one operand alone is another', () => {
    for (const [place, others] of ['W,dY', 'X,dY', 'X,W'].entries()) {
      for (const problem of atPlace(10 + place)) {
        expect(kept(problem)).toBe(others);
        expect(entriesOf(problem).filter((entry) => !isOld(entry)).length).toBeGreaterThan(3);
      }
    }
  });

  test('ones in which about every second entry is another', () => {
    for (const place of [13, 14, 15]) {
      const entries = atPlace(place).flatMap(entriesOf);
      const share = entries.filter(isOld).length / entries.length;
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.7);
    }
  });

  test('at last, one of the same entries in another order, with other signs', () => {
    const last = atPlace(16);
    for (const problem of last) {
      for (const name of ['X', 'W', 'dY'] as const) {
        const [now, before] = [problem, old].map((each) => [...each[name].toArray()]);
        expect(now?.map(Math.abs).sort()).toEqual(before?.sort());
      }
      expect(kept(problem)).toBe('');
    }
    const negative = last.flatMap(entriesOf).filter((entry) => entry < 0).length;
    expect(negative / last.flatMap(entriesOf).length).toBeGreaterThan(0.3);
    expect(negative / last.flatMap(entriesOf).length).toBeLessThan(0.7);
    expect(new Set(last.map(({ X }) => String(X.toArray().map(Math.abs)))).size).toBeGreaterThan(6);
    expect(everySeed().map((all) => all.length)).toEqual(seeds.map(() => 17));
  });

  test('smaller integers, where a format has few bits', () => {
    const most = (format: keyof typeof formats) =>
      Math.max(...made(old, { format: formats[format] }).slice(0, 1).flatMap(entriesOf));
    expect([most('float64'), most('bfloat16'), most('float4_e2m1fn')]).toEqual([9, 4, 2]);
  });
});

describe('what else a problem has, its fresh ones have', () => {
  test('a batch, of its shape', () => {
    const batch = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
    const batched = { ...problemOf([4, 3, 2], {}), batch };
    for (const problem of made(batched)) {
      expectToFit(problem);
      expect(problem.batch).toEqual(batch);
      expect(shapeText(problem)).toBe('2×3×2');
    }
  });

  test('what its call asks for, where that goes with its shape', () => {
    const scaled = made({ ...old, variant: { alpha: 2 } });
    expect(scaled.length).toBe(17);
    for (const { variant } of scaled) expect(variant).toEqual({ alpha: 2 });
    const row = { ...problemOf([1, 3, 2], {}), variant: { vectorX: true } };
    for (const problem of made(row)) expect(problem.X.rows).toBe(1);
    expect(made(row).map(shapeText)).toContain('1×4×2');
  });

  test('groups, as many, of other lengths', () => {
    const groups = { ...problemOf([6, 3, 2], { W: (i) => i }), batch: grouped([4, 0]) };
    const twice: Problem = { ...groups, W: problemOf([1, 6, 2], {}).W };
    const lengths = seeds.flatMap((seed) => made(twice, {}, seed).map(groupsIn));
    for (const each of lengths) {
      expect(each.length).toBe(2);
      expect(each.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(6);
      expect(Math.max(...each)).toBeLessThanOrEqual(4);
    }
    expect(new Set(lengths.map(String)).size).toBeGreaterThan(8);
    // What changes one operand alone leaves the rest as it is.
    for (const problem of made(twice).slice(4, 7)) expect(groupsIn(problem)).toEqual([4, 0]);
  });

  test('views, which begin elsewhere and have other gaps, where they had such', () => {
    const layouts = { X: { ...dense, offset: 2, gap: 7 }, W: { ...dense, columnMajor: true } };
    const drawn = seeds.flatMap((seed) => made({ ...old, layouts }, {}, seed).slice(0, 1));
    for (const problem of drawn) {
      expect(problem.layouts?.W).toEqual(layouts.W);
      const { offset, gap, ...rest } = problem.layouts?.X ?? dense;
      expect({ ...dense, ...rest }).toEqual(dense);
      expect(Math.min(offset, gap)).toBeGreaterThan(0);
    }
    expect(new Set(drawn.map(({ layouts: all }) => all?.X?.offset)).size).toBeGreaterThan(3);
    expect(new Set(drawn.map(({ layouts: all }) => all?.X?.gap)).size).toBeGreaterThan(2);
  });

  test('rows that are one row, seen as many', () => {
    const layouts = { X: { ...dense, rowStep: 0 }, dY: { ...dense, columnStep: 0 } };
    const one = { ...problemOf([2, 3, 2], {}), layouts };
    for (const problem of made(one)) {
      const [first, second] = [problem.X.rowRange(0, 1), problem.X.rowRange(1, 2)];
      expect(second.toArray()).toEqual(first.toArray());
      const { dY } = problem;
      expect(dY.T.rowRange(0, 1).toArray()).toEqual(dY.T.rowRange(1, 2).toArray());
    }
  });
});

describe('as they are drawn, there are', () => {
  const two = problemOf([4, 5, 6], {});
  const drawn = (like: readonly Problem[], changes: Partial<ProblemOptions> = {}) =>
    fresh(like, changes).filter((problem) => problem.drawn !== undefined);

  test('twelve like each and twelve more, some of whose extents are those of the problem', () => {
    expect(drawn([old, two]).length).toBe(36);
    const like = drawn([two])
      .filter((_, place) => place % 2 === 0)
      .map(shapeOf);
    const same = (axis: 'm' | 'n' | 'k') =>
      like.filter((each) => each[axis] === shapeOf(two)[axis]);
    for (const axis of ['m', 'n', 'k'] as const) {
      expect(same(axis).length).toBeGreaterThan(3);
      expect(same(axis).length).toBeLessThan(12);
    }
    // One of them at least.
    expect(like.every(({ m, n, k }) => m === 4 || n === 5 || k === 6)).toBe(true);
  });

  test('of the shape that the property wants', () => {
    for (const problem of drawn([two], { fixed: { m: 2 } })) expect(shapeOf(problem).m).toBe(2);
    for (const problem of drawn([old], { kinds: ['tiny'] })) {
      expect(problem.drawn?.kind).toBe('tiny');
    }
  });

  test('as many with nothing set to 0 as without', () => {
    const isPlain = (problem: Problem): boolean => !entriesOf(problem).includes(0);
    const like = seeds.flatMap((seed) =>
      fresh([two], { kinds: ['tiny'], fixed: { m: 4, n: 4, k: 4 } }, seed)
        .filter((problem) => problem.drawn !== undefined)
        .filter((_, place) => place % 2 === 0)
        .map(isPlain),
    );
    const [even, odd] = [0, 1].map((rest) => like.filter((_, round) => round % 2 === rest));
    expect(even).not.toContain(false);
    expect(odd).toContain(false);
  });
});

test('every source has its turn', () => {
  const two = problemOf([4, 1, 1], {});
  const all = fresh([old, two]);
  const [first, second, third, fourth] = all;
  expect([first, second].map((problem) => problem && shapeText(problem))).toEqual([
    '2×3×2',
    '4×1×1',
  ]);
  expect(third?.drawn).toBeDefined();
  expect(fourth?.drawn).toBeUndefined();
  expect(all.length).toBeGreaterThan(66);
});
