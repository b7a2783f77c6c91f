import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import type { DrawnVariant } from '../drawn-variant.ts';
import { dense } from '../layout.ts';
import { shapeOf } from '../problem.ts';
import { fitted } from './fitted.ts';
import { contents, expectToFit, plainOrBatched, some } from './some.test-setup.ts';

const sized = (m: number, n: number, k: number) => some({ fixed: { m, n, k }, volume: m * n * k });
const one = { ...dense, gap: 1 };

test('a variant that asks for nothing of the shape leaves the problem as it is', () => {
  const law = fc.property(plainOrBatched, (problem) => {
    for (const variant of [undefined, { alpha: 2 }, { transX: true }]) {
      const asked = { ...problem, ...(variant && { variant }) };
      expect(fitted(asked)).toBe(asked);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});

test('a vector has one row or column, and no batch axes', () => {
  const law = fc.property(plainOrBatched, (problem) => {
    const { m, k } = shapeOf(problem);
    const { X = 0, W = 0 } = problem.batch?.ranks ?? {};
    const isAllowed = (variant: DrawnVariant): boolean =>
      fitted({ ...problem, variant }) !== undefined;
    expect(isAllowed({ vectorX: true })).toBe(m === 1 && X === 0);
    expect(isAllowed({ vectorW: true })).toBe(k === 1 && W === 0);
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});

test.each([
  { m: 2, n: 2, k: 2, square: true, times: true },
  { m: 2, n: 3, k: 2, square: false, times: true },
  { m: 2, n: 2, k: 3, square: false, times: false },
  { m: 3, n: 2, k: 2, square: false, times: false },
])('X·X of $m, $n and $k: $square, X·Xᵀ: $times', ({ m, n, k, square, times }) => {
  const [problem] = fc.sample(sized(m, n, k), { seed: 1, numRuns: 1 });
  if (problem === undefined) throw new Error('one was drawn');
  for (const [shared, fits] of [
    ['X·X', square],
    ['X·Xᵀ', times],
  ] as const) {
    expect(fitted({ ...problem, variant: { shared } }) !== undefined).toBe(fits);
  }
});

test('of one variable, W is X or each member of it transposed, and lies as X does', () => {
  const batched = some({ batch: 'leading', fixed: { m: 2, n: 3, k: 2 } });
  const square = some({ batch: 'sometimes', fixed: { m: 3, n: 3, k: 3 } });
  const law = fc.property(batched, square, (wide, cube) => {
    const turned = fitted({ ...wide, variant: { shared: 'X·Xᵀ' } });
    const same = fitted({ ...cube, variant: { shared: 'X·X' } });
    for (const next of [turned, same]) {
      if (next === undefined) throw new Error('these fit');
      expectToFit(next);
      expect(next.batch?.W).toEqual(next.batch?.X);
      expect('batch' in next).toBe(next.batch !== undefined);
    }
    for (const [next, before] of [
      [turned, wide],
      [same, cube],
    ] as const) {
      const rank = before.batch?.ranks.X;
      expect(next?.batch?.ranks).toEqual(rank === undefined ? undefined : { X: rank, W: rank });
    }
    expect(same?.W.toArray()).toEqual(cube.X.toArray());
    for (const [x = [], w = []] of turned ? contents(turned) : []) {
      expect(w).toEqual((x[0] ?? []).map((_, j) => x.map((row) => row[j])));
    }
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});

test('of one variable W has no layout of its own, and its entries are no evidence of their own', () => {
  const [problem] = fc.sample(sized(2, 2, 2), { seed: 1, numRuns: 1 });
  if (problem === undefined) throw new Error('one was drawn');
  const variant = { shared: 'X·X' } as const;
  const likeliest = { X: 0.25, W: 0.25, dY: 0.25 };
  const drawn = { kind: 'tiny', likeliest } as const;
  const views = fitted({ ...problem, variant, drawn, layouts: { W: one, dW: one, dY: one } });
  expect(views).toMatchObject({ variant, salt: problem.salt, layouts: { dY: one } });
  expect(Object.keys(views?.layouts ?? {})).toEqual(['dY']);
  expect(views?.drawn).toEqual({ kind: 'tiny' });
  const { drawn: _, ...plain } = problem;
  const without = fitted({ ...plain, variant, layouts: { W: one } });
  expect(without).not.toHaveProperty('layouts');
  expect(without).not.toHaveProperty('drawn');
});

test('what is drawn of one variable in views has none of W alone', () => {
  const views = { layouts: layoutKinds, variants: ['shared'], always: 'shared' } as const;
  for (const { layouts = {}, X, W } of fc.sample(some(views), { seed: 1, numRuns: 100 })) {
    expect(Object.keys(layouts)).not.toContain('W');
    expect(Object.keys(layouts)).not.toContain('dW');
    expect([...W.toArray()].toSorted()).toEqual([...X.toArray()].toSorted());
  }
});
