import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { batchSizes } from '../batch.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { drawFrom } from './draw.ts';
import { generateProblem, type ProblemOptions } from './generate-problem.ts';

const names = ['X', 'W', 'dY'] as const;
const base: ProblemOptions = { format: formats.float64, extent: 8, volume: 200, kinds: ['tiny'] };

function many(options: Partial<ProblemOptions>, count = 400): Problem[] {
  const draw = drawFrom(1);
  return Array.from({ length: count }, () => generateProblem(draw, { ...base, ...options }));
}

const entriesOf = (matrix: Matrix): number[] => [...matrix.toArray()];
const share = <T>(all: readonly T[], is: (one: T) => unknown): number =>
  all.filter(is).length / all.length;

describe('the likeliest value of an entry', () => {
  const problems = () => many({ kinds: ['tiny', 'middle'], extent: 6, volume: 150 });

  test('is as likely as is said only where entries hang together by nothing', () => {
    for (const problem of problems()) {
      for (const name of names) {
        const chance = problem.drawn?.likeliest?.[name] ?? Number.NaN;
        const entries = entriesOf(problem[name]);
        expect(chance > 0 && chance <= 1).toBe(true);
        if (chance === 1) continue;
        if (entries.includes(0)) expect(chance).toBeGreaterThanOrEqual(0.15);
        if (entries.includes(0) || chance === 0.15) continue;
        expect(new Set(entries).size).toBeLessThanOrEqual(Math.round(1 / chance));
        if (entries.length > 8) expect(new Set(entries).size).toBeGreaterThan(2);
      }
    }
  });

  test('is one of so many, more where a few are 0, and sure where a pattern is', () => {
    const chances = many({}, 800).map(({ drawn }) => drawn?.likeliest?.X);
    expect(new Set(chances)).toEqual(new Set([1 / 6, 1]));
    expect(share(chances, (chance) => chance === 1)).toBeLessThan(0.6);
    const middle = many({ kinds: ['middle'] }, 800).map(({ drawn }) => drawn?.likeliest?.dY ?? 0);
    expect(middle).toContain(0.15);
    expect(middle.some((chance) => chance < 0.01)).toBe(true);
  });

  test('is sure of what has a structure, or is seen as many, and of that alone', () => {
    for (const operand of ['X', 'W'] as const) {
      const other = operand === 'X' ? 'W' : 'X';
      const some = many({ structured: { operand, structure: 'triangular' } }, 100);
      expect(some.every(({ drawn }) => drawn?.likeliest?.[operand] === 1)).toBe(true);
      expect(some.some(({ drawn }) => (drawn?.likeliest?.[other] ?? 1) < 1)).toBe(true);
    }
    for (const { layouts = {}, drawn } of many({ layouts: ['expanded'] })) {
      for (const name of names) {
        const layout = layouts[name];
        if (layout?.rowStep === 0 || layout?.columnStep === 0)
          expect(drawn?.likeliest?.[name]).toBe(1);
      }
    }
    const views = many({ layouts: ['gaps', 'offset'] }).map(
      ({ drawn }) => drawn?.likeliest?.W ?? 1,
    );
    expect(share(views, (chance) => chance < 1)).toBeGreaterThan(0.4);
  });

  test('is not said of what has no countable values', () => {
    for (const { drawn } of many({ kinds: ['rounded', 'wide', 'absorbing'] })) {
      expect(drawn).not.toHaveProperty('likeliest');
      expect(drawn?.kind).toMatch(/rounded|wide|absorbing/);
    }
    for (const { drawn } of many({ kinds: ['rounded'], layouts: layoutKinds }, 50)) {
      expect(drawn).toEqual({ kind: 'rounded' });
    }
  });
});

describe('what is asked for is drawn', () => {
  test('plain: no zero, no structure, dY dense, and every operand without a pattern', () => {
    for (const problem of many({ plain: true })) {
      for (const name of names) {
        expect(entriesOf(problem[name])).not.toContain(0);
        expect(problem.drawn?.likeliest?.[name]).toBe(1 / 6);
      }
    }
  });

  test('a structure: always where it is named, now and then where none is, of either operand', () => {
    const isIdentity = (matrix: Matrix): boolean =>
      matrix.rows > 1 &&
      matrix.cols > 1 &&
      entriesOf(matrix.map((v, i, j) => v - (i === j ? 1 : 0))).every((v) => v === 0);
    for (const operand of ['X', 'W'] as const) {
      const named = many(
        { structured: { operand, structure: 'identity' }, fixed: { m: 3, n: 3, k: 3 } },
        50,
      );
      expect(named.every((problem) => isIdentity(problem[operand]))).toBe(true);
      expect(many({}, 1000).some((problem) => isIdentity(problem[operand]))).toBe(true);
      const batched = many(
        { batch: 'leading', structured: { operand, structure: 'equal rows' } },
        100,
      );
      for (const problem of batched) {
        const { m, n } = shapeOf(problem);
        const height = operand === 'X' ? m : n;
        const first = problem[operand].map((_, i, j) => problem[operand].at(i - (i % height), j));
        expect(problem[operand].toArray()).toEqual(first.toArray());
      }
    }
  });

  test('batches, groups and what is empty: always, or now and then', () => {
    const often = (options: Partial<ProblemOptions>, is: (problem: Problem) => unknown): number =>
      share(many(options), is);
    const isBatch = ({ batch }: Problem): boolean =>
      batch !== undefined && batch.groups === undefined;
    const isGrouped = ({ batch }: Problem): boolean => batch?.groups !== undefined;
    const isEmpty = (problem: Problem): boolean =>
      Object.values(shapeOf(problem)).includes(0) || batchSizes(problem.batch).dY === 0;
    const now = (percent: number): void => expect(Math.abs(percent - 0.45)).toBeLessThan(0.35);
    for (const batch of ['leading', 'broadcast', 'X alone'] as const)
      expect(often({ batch }, isBatch)).toBe(1);
    for (const batch of ['sometimes', 'sometimes broadcast', 'sometimes X alone'] as const) {
      now(often({ batch }, isBatch));
    }
    expect(often({ groups: 'always' }, isGrouped)).toBe(1);
    expect(often({ groups: 'equal' }, isGrouped)).toBe(1);
    now(often({ groups: 'sometimes' }, isGrouped));
    expect(often({ groups: 'sometimes', batch: 'sometimes' }, isGrouped)).toBeGreaterThan(0.1);
    for (const empty of [true, 'somehow'] as const) expect(often({ empty }, isEmpty)).toBe(1);
    now(often({ empty: 'sometimes' }, isEmpty));
    expect(often({ empty: 'sometimes' }, isEmpty)).toBeLessThan(0.3);
    const noMember = ({ batch }: Problem): boolean => batchSizes(batch).dY === 0;
    now(often({ empty: 'somehow', batch: 'leading' }, noMember));
    expect(often({ empty: true, batch: 'leading' }, noMember)).toBe(0);
  });

  test('the operand at an end of the range, as small as can be where that is said', () => {
    for (const atEnd of names) {
      for (const least of [undefined, true]) {
        const some = many(
          {
            kinds: ['subnormal'],
            atEnd,
            ...(least && { least }),
            plain: true,
            format: formats.float32,
          },
          60,
        );
        for (const problem of some) {
          const sizes = entriesOf(problem[atEnd]).map(
            (entry) => Math.abs(entry) / formats.float32.smallest,
          );
          expect(Math.max(...sizes)).toBeLessThanOrEqual(least ? 3 : 3 * 2 ** 8);
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least ? 1 : 2 ** 8);
        }
      }
    }
  });

  test('entries of the format of each operand, where these differ', () => {
    const { float32, bfloat16, float16 } = formats;
    const own = { X: bfloat16, W: float16, dY: float32 };
    const mixed = { format: bfloat16, formats: own, sums: float32 };
    const some = many({ ...mixed, kinds: ['rounded', 'saturating', 'wide'] });
    for (const problem of some) {
      for (const name of names) {
        expect(entriesOf(problem[name]).filter((v) => round(v, own[name]) !== v)).toEqual([]);
      }
    }
    expect(some.some(({ dY }) => entriesOf(dY).some((v) => round(v, float16) !== v))).toBe(true);
  });

  test('one variable, square or not, with the axes of both; a vector, without axes', () => {
    const shared = many({ variants: ['shared'], always: 'shared', batch: 'sometimes broadcast' });
    for (const { variant, batch } of shared) {
      expect(variant?.shared).toMatch(/^X·X/);
      if (batch !== undefined) expect([batch.W, batch.ranks.W]).toEqual([batch.X, batch.ranks.X]);
    }
    expect(shared.some(({ batch }) => batch !== undefined)).toBe(true);
    expect(shared.some(({ X }) => X.rows !== X.cols)).toBe(true);
    for (const batch of [undefined, 'leading', 'broadcast'] as const) {
      const wish = batch && { batch };
      const vectors = many({ variants: ['vectorX', 'vectorW'], always: 'vectorX', ...wish });
      for (const problem of vectors) {
        expect(problem.variant?.vectorX).toBe(true);
        expect([shapeOf(problem).m, problem.batch?.ranks.X ?? 0]).toEqual([1, 0]);
        if (!problem.variant?.vectorW) continue;
        expect([shapeOf(problem).k, problem.batch?.ranks.W ?? 0]).toEqual([1, 0]);
      }
      expect(vectors.some((problem) => problem.batch !== undefined)).toBe(batch === 'broadcast');
    }
  });

  test('extents that are given, also of a vector, and a seed of its own', () => {
    const some = many({ fixed: { n: 5 }, variants: ['vectorW'], always: 'vectorW' });
    for (const problem of some) expect(shapeOf(problem)).toMatchObject({ n: 5, k: 1 });
    const salts = some.map(({ salt }) => salt);
    expect(new Set(salts).size).toBe(400);
    expect(salts.every((salt) => Number.isInteger(salt) && salt >= 0 && salt < 2 ** 31)).toBe(true);
  });
});
