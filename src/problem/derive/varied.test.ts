import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { dense } from '../layout.ts';
import { type Problem, shapeOf, transposed } from '../problem.ts';
import { restrict } from './restrict.ts';
import { anySize, contents, plainOrBatched, range, rowsIn, some } from './some.test-setup.ts';
import { changes, type rewritings, varied } from './varied.ts';

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

describe('of another size', () => {
  const keptFor: Partial<Record<(typeof changes)[number], (all: number[]) => number[]>> = {
    'one longer': (all) => [...all, 0],
    'one shorter': (all) => (all.length > 1 ? all.slice(1) : all),
    'twice as long': (all) => (all.length > 40 ? all : [...all, ...all]),
    'half as long': (all) => all.slice(0, Math.ceil(all.length / 2)),
  };

  test.each(changes.filter((change) => keptFor[change]))('%s: along any one axis', (change) => {
    const seen = new Set<string>();
    const long = some({ fixed: { m: 40, n: 41, k: 1 } });
    const law = fc.property(fc.oneof(some(), long), fc.nat(), (problem, salt) => {
      const offered = (['m', 'n', 'k'] as const).map((axis) => {
        const kept = keptFor[change]?.(range(shapeOf(problem)[axis])) ?? [];
        return JSON.stringify(contents(restrict(problem, axis, kept)));
      });
      const next = varied(problem, change, salt);
      expect(offered).toContain(JSON.stringify(contents(next)));
      const after = Object.values(shapeOf(next));
      for (const [i, [axis, extent]] of Object.entries(shapeOf(problem)).entries()) {
        if (extent !== after[i]) seen.add(axis);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
    expect(seen).toEqual(new Set(['m', 'n', 'k']));
  });

  test('the same again is the same', () => {
    const law = fc.property(anySize, fc.nat(), (problem, salt) => {
      expect(varied(problem, 'the same again', salt)).toBe(problem);
    });
    fc.assert(law, { seed: 1, numRuns: 20 });
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
  expect(varied(plain, 'with α', 1)).toEqual({ ...plain, variant: { alpha: 2 } });
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
    expect(varied({ ...problem, layouts: { X: one } }, 'dense', 1)).toEqual(problem);
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
    expect(changedIn(next, varied(problem, 'transposed', 1))).toEqual([]);
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
