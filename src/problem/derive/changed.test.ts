import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { at } from '../../at.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { isLeading, joined, members } from '../batch.ts';
import { dense, type Layout, liesDense, place } from '../layout.ts';
import { type Problem, shapeOf, transposed } from '../problem.ts';
import { joinedOtherwise } from './joined-otherwise.ts';
import { operandShapes, settled } from './settled.ts';
import {
  anySize,
  contents,
  expectToFit,
  inGroups,
  plainOrBatched,
  range,
  rowsIn,
  some,
} from './some.test-setup.ts';
import { unfold } from './unfold.ts';
import { type rewritings, varied } from './varied.ts';

const names = ['X', 'W', 'dY'] as const;
const views = some({ layouts: layoutKinds });

/** Names of the operands with other entries, and how many entries are others. */
function changedIn(before: Problem, after: Problem): [name: string, entries: number][] {
  return names.flatMap((name): [string, number][] => {
    const [old, next] = [before[name].toArray(), after[name].toArray()];
    const count = old.filter((entry, i) => entry !== next[i]).length;
    return count === 0 ? [] : [[name, count]];
  });
}

describe('with other numbers', () => {
  const sizes = ({ X, W, dY }: Problem) => ({ X, W, dY });

  test.each<[(typeof rewritings)[number], (names: string[]) => boolean]>([
    ['with another W', (found) => found.join() === 'W'],
    ['with another X', (found) => found.join() === 'X'],
    ['with other values', (found) => found.join() === 'X,W,dY'],
  ])('%s: every entry of it is another one, no larger, and all else is the same', (change, are) => {
    const law = fc.property(plainOrBatched, fc.nat(), (problem, salt) => {
      const next = varied(problem, change, salt);
      const changed = changedIn(problem, next);
      expect(are(changed.map(([name]) => name))).toBe(true);
      for (const name of names) {
        const [old, after] = [problem[name].toArray(), next[name].toArray()];
        const count = changed.find(([which]) => which === name)?.[1] ?? 0;
        expect([0, old.length]).toContain(count);
        after.forEach((entry, i) => {
          expect(Math.abs(entry)).toBeLessThanOrEqual(Math.max(1, Math.abs(old[i] ?? 0)));
        });
      }
      expect({ ...next, ...sizes(problem) }).toEqual(problem);
      const again = varied(next, change, salt);
      expect(changedIn(problem, again)).toHaveLength(changed.length);
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });

  test('with one other entry: this one, of any operand and anywhere', () => {
    const found = new Set<string>();
    const places = new Set<number>();
    const law = fc.property(plainOrBatched, fc.nat(), (problem, salt) => {
      const next = varied(problem, 'with one other entry', salt);
      const changed = changedIn(problem, next);
      expect(changed.map(([, count]) => count)).toEqual([1]);
      expect({ ...next, ...sizes(problem) }).toEqual(problem);
      const name = names.find((each) => each === changed[0]?.[0]) ?? 'X';
      found.add(name);
      const [old, after] = [problem[name].toArray(), next[name].toArray()];
      places.add(old.findIndex((entry, i) => entry !== after[i]));
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
    expect(found).toEqual(new Set(names));
    expect(places.size).toBeGreaterThan(5);
  });

  test('of operands without entries, none is another', () => {
    const law = fc.property(some({ empty: true }), fc.nat(), (problem, salt) => {
      const next = varied(problem, 'with one other entry', salt);
      expect(changedIn(problem, next).length).toBeLessThanOrEqual(1);
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });
});

test('an α turns to 1, or from 1 to 2, and all that is asked for besides stays', () => {
  const [plain] = fc.sample(some(), { seed: 1, numRuns: 1 });
  if (plain === undefined) throw new Error('one was drawn');
  const asked = (variant: Problem['variant']) => ({ ...plain, ...(variant && { variant }) });
  const next = (variant: Problem['variant']) => varied(asked(variant), 'with another α', 1).variant;
  expect(next({ alpha: 2, bias: true })).toEqual({ alpha: 1, bias: true });
  expect(next({ alpha: 1, bias: true })).toEqual({ alpha: 2, bias: true });
  expect(next({ bias: true })).toEqual({ bias: true });
  expect(next(undefined)).toBeUndefined();
  const withBias = asked({ bias: true });
  expect(varied(withBias, 'with α', 1)).toBe(withBias);
});

test('in other layouts each operand lies as another one did, and no entry changes', () => {
  const one = { ...dense, gap: 1 };
  const two = { ...dense, rowStep: 2 };
  const square = some({ fixed: { m: 3, n: 3, k: 3 } });
  const law = fc.property(square, (problem) => {
    const next = (layouts: Problem['layouts']) =>
      varied({ ...problem, ...(layouts && { layouts }) }, 'in other layouts', 1);
    expect(next({ X: one, W: two, dX: one }).layouts).toEqual({ W: one, dY: two, dX: one });
    expect(next({ dY: one }).layouts).toEqual({ X: one });
    expect(next({ X: one, W: one, dY: one }).layouts).toEqual({ W: one });
    expect(next({ X: one, dY: one }).layouts).toEqual({ X: one, W: one });
    expect(next(undefined)).not.toHaveProperty('layouts');
    expect(changedIn(problem, next({ X: one, W: two }))).toEqual([]);
  });
  fc.assert(law, { seed: 1, numRuns: 5 });
});

test('transposed, a problem has the transposed gradients, each operand in the storage that it had', () => {
  const law = fc.property(views, (problem) => {
    const next = transposed(problem);
    expect(rowsIn(next.X)).toEqual(rowsIn(problem.W.T));
    expect(rowsIn(next.W)).toEqual(rowsIn(problem.X.T));
    expect(rowsIn(next.dY)).toEqual(rowsIn(problem.dY.T));
    expect(next.salt).toBe(problem.salt);
    const { X, W, dY } = problem.layouts ?? {};
    expect(next.layouts ?? {}).toEqual({
      ...(W && { X: W }),
      ...(X && { W: X }),
      ...(dY && { dY }),
    });
    expect('layouts' in next).toBe(problem.layouts !== undefined);
    for (const name of Object.values(next.layouts ?? {})) expect(name).toBeDefined();
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
  const batched = fc.property(some({ batch: 'leading' }), (problem) => {
    expect(varied(problem, 'transposed', 1)).toBe(problem);
  });
  fc.assert(batched, { seed: 1, numRuns: 5 });
});

test('joined otherwise, each product is of the same members, or of the first W', () => {
  const law = fc.property(fc.oneof(anySize, inGroups), (problem) => {
    const next = joinedOtherwise(problem);
    const { batch } = problem;
    if (batch === undefined || batch.groups !== undefined || members(batch).length === 0) {
      expect(next).toBe(problem);
      return;
    }
    expectToFit(next);
    expect(next).not.toHaveProperty('layouts');
    const { batch: other = batch } = next;
    expect([joined(other), shapeOf(next)]).toEqual([joined(batch), shapeOf(problem)]);
    const before = contents(problem);
    if (!isLeading(batch)) {
      expect([isLeading(other), other.ranks.X]).toEqual([true, joined(batch).length]);
      expect(contents(next)).toEqual(before);
      return;
    }
    expect(other).toEqual({ ...batch, W: batch.W.map(() => 1), ranks: { ...batch.ranks, W: 0 } });
    const first = at(at(before, 0), 1);
    expect(contents(next)).toEqual(before.map(([X = [], , dY = []]) => [X, first, dY]));
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});

const step = fc.constantFrom(1, 2, 0, -1);
const layouts: fc.Arbitrary<Layout> = fc.record({
  columnMajor: fc.boolean(),
  gap: fc.nat({ max: 2 }),
  offset: fc.nat({ max: 2 }),
  rowStep: step,
  columnStep: step,
  memberStep: step,
});

test('entries that are in one place are the first of them, and all others stay', () => {
  const extents = fc.tuple(...[3, 3, 3].map((max) => fc.integer({ min: 1, max })));
  const law = fc.property(layouts, extents, (layout, [count = 1, height = 1, cols = 1]) => {
    const matrix = Matrix.of([count * height, cols], (i, j) => 1 + i * cols + j);
    const seen = unfold(matrix, layout, height);
    const { strides } = place([count, height, cols], layout);
    const first = new Map<number, number>();
    for (const row of range(count * height)) {
      for (const j of range(cols)) {
        const index = [Math.floor(row / height), row % height, j];
        const where = index.reduce((sum, i, axis) => sum + i * (strides[axis] ?? 0), 0);
        if (!first.has(where)) first.set(where, matrix.at(row, j));
        expect(seen.at(row, j)).toBe(first.get(where));
      }
    }
    if (![layout.rowStep, layout.columnStep, layout.memberStep].includes(0))
      expect(seen).toBe(matrix);
    expect(unfold(matrix, undefined, height)).toBe(matrix);
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});

test('settled, a problem names the views that are none no more', () => {
  const some = fc.record({ X: layouts, W: layouts, dY: layouts, dX: layouts, dW: layouts });
  const law = fc.property(anySize, some, (problem, all) => {
    const next = settled({ ...problem, layouts: all });
    const shapes = operandShapes(problem);
    const kept = Object.entries(all).filter(([name, layout]) => {
      // SAFETY: Object.entries forgets the key type.
      return !liesDense(shapes[name as keyof typeof shapes], layout);
    });
    expect(next.layouts ?? {}).toEqual(Object.fromEntries(kept));
    expect('layouts' in next).toBe(kept.length > 0);
    const { layouts: _, ...plain } = problem;
    expect(settled(plain)).toBe(plain);
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});

test('operands are given with their batch axes in front, and gradients as they are', () => {
  const law = fc.property(anySize, (problem) => {
    const shapes = operandShapes(problem);
    const { m, n, k } = shapeOf(problem);
    expect([shapes.dX, shapes.dW]).toEqual([shapes.X, shapes.W]);
    expect([shapes.X, shapes.W, shapes.dY].map((shape) => shape.slice(-2))).toEqual([
      ...[
        [m, n],
        [n, k],
        [m, k],
      ],
    ]);
    for (const name of names) {
      const entries = shapes[name].reduce((product, extent) => product * extent, 1);
      expect(entries).toBe(problem[name].toArray().length);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});
