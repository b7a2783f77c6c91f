import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { formats } from '../number/formats.ts';
import { isLeading } from './batch.ts';
import { fitted } from './derive/fitted.ts';
import { kindsOf } from './draw/draw-layout.ts';
import type { Layout } from './layout.ts';
import { printProblem } from './print-problem.ts';
import type { Problem } from './problem.ts';
import { problems } from './problems.ts';

type Options = Parameters<typeof problems>[0];

const small = { format: formats.float64, extent: 3, volume: 12, kinds: ['tiny'] } as const;

function drawn(options: Partial<Options>, numRuns = 12): Problem[] {
  return fc.sample(problems({ ...small, ...options }), { seed: 1, numRuns });
}

/** What these problems are shrunk to by who claims so much. */
function shrunk(all: readonly Problem[], claims: Partial<Options>): Problem[] {
  const arbitrary = problems({ ...small, ...claims });
  return all.flatMap((problem) => {
    return [...arbitrary.shrink(problem, undefined).take(60)].map(({ value }) => value);
  });
}

const isJoined = ({ batch }: Problem): boolean =>
  batch !== undefined && batch.groups === undefined && !isLeading(batch);

describe('what is shrunk', () => {
  test('is a problem, of which fast-check keeps no more than what it has', () => {
    const arbitrary = problems(small);
    for (const problem of drawn({}, 3)) {
      expect(arbitrary.canShrinkWithoutContext({ ...problem })).toBe(true);
      expect(arbitrary.canShrinkWithoutContext({ dY: problem.dY, salt: 1 })).toBe(true);
      const { dY, salt } = problem;
      for (const other of [undefined, null, 1, 'dY salt', {}, { dY }, { salt }]) {
        expect(arbitrary.canShrinkWithoutContext(other)).toBe(false);
      }
    }
  });

  test('is printed as what it is', () => {
    const all = shrunk(drawn({ batch: 'leading', layouts: layoutKinds }, 4), {
      layouts: layoutKinds,
    });
    expect(all.length).toBeGreaterThan(100);
    for (const problem of all) expect(fc.stringify(problem)).toBe(`\n${printProblem(problem)}\n`);
  });

  test('has no more views than are claimed, and none where none are', () => {
    const views = drawn({ layouts: layoutKinds });
    expect(views.some(({ layouts }) => layouts !== undefined)).toBe(true);
    const bare = shrunk(views, {});
    expect(bare.length).toBeGreaterThan(0);
    for (const { layouts = {} } of bare) expect(layouts).toEqual({});
    expect(shrunk(views, { layouts: layoutKinds }).some(({ layouts }) => layouts)).toBe(true);
  });

  test('has of some kinds of views no others besides', () => {
    const views = drawn({ layouts: layoutKinds }, 30);
    const kinds = shrunk(views, { layouts: ['gaps', 'offset'] }).flatMap(({ layouts = {} }) =>
      Object.values(layouts).flatMap((layout: Layout) => kindsOf(layout)),
    );
    expect(new Set(kinds)).toEqual(new Set(['gaps', 'offset']));
  });

  test('is joined only where that is claimed, or of X alone where that is', () => {
    const joined = drawn({ batch: 'broadcast' }, 10);
    const alone = drawn({ batch: 'X alone' }, 10);
    for (const batch of ['leading', 'sometimes', undefined] as const) {
      const claims = batch && { batch };
      expect(shrunk([...joined, ...alone], { ...claims }).some(isJoined)).toBe(false);
    }
    for (const batch of ['broadcast', 'sometimes broadcast'] as const) {
      expect(shrunk(joined, { batch }).some(isJoined)).toBe(true);
      expect(shrunk(alone, { batch }).some(isJoined)).toBe(true);
    }
    for (const batch of ['X alone', 'sometimes X alone'] as const) {
      expect(shrunk(alone, { batch }).some(isJoined)).toBe(true);
      const some = shrunk(joined, { batch }).filter(isJoined);
      expect(some.every((problem) => problem.batch?.ranks.W === 0)).toBe(true);
    }
  });

  test('has groups all the same, whatever batches are claimed', () => {
    const groups = drawn({ groups: 'always' });
    expect(shrunk(groups, {}).some(({ batch }) => batch?.groups !== undefined)).toBe(true);
  });

  test('is what its call needs: a vector has one row, one variable is its own W', () => {
    for (const always of ['vectorX', 'vectorW', 'shared'] as const) {
      const asked = drawn({ variants: [always, 'alpha'], always });
      const all = shrunk(asked, {});
      expect(all.some(({ variant }) => variant !== undefined)).toBe(true);
      for (const problem of all) {
        const { W } = fitted(problem) ?? {};
        expect(W?.toArray()).toEqual(problem.W.toArray());
      }
    }
  });
});

describe('where the last step was', () => {
  const arbitrary = problems({ ...small, extent: 4, volume: 30 });
  const printed = (problem: Problem, context: unknown): string[] =>
    [...arbitrary.shrink(problem, context).take(25)].map(({ value }) => fc.stringify(value));

  test('shrinking goes on, and offers the same in another order', () => {
    const orders = fc.sample(arbitrary, { seed: 1, numRuns: 4 }).flatMap((problem) => {
      return [...arbitrary.shrink(problem, undefined).take(15)].map(({ value, context }) => {
        const [first, again] = [printed(value, context), printed(value, undefined)];
        return first.join() === again.join();
      });
    });
    expect(new Set(orders)).toEqual(new Set([true, false]));
  });

  test('what is no such place is none', () => {
    for (const problem of fc.sample(arbitrary, { seed: 1, numRuns: 4 })) {
      const plain = printed(problem, undefined);
      for (const context of [null, 0, 'way', {}, { place: 3 }]) {
        expect(printed(problem, context)).toEqual(plain);
      }
    }
  });
});

test('shrinking of one variable comes to an end, where its entries cannot be simpler', () => {
  const shared = { variants: ['shared'], always: 'shared' } as const;
  const arbitrary = problems({ ...small, ...shared, kinds: ['middle'] });
  const size = (matrix: Matrix): number => Math.max(...matrix.toArray().map(Math.abs));
  const needed = ({ X, dY, variant }: Problem): boolean =>
    variant?.shared !== undefined && size(X) >= 6 && size(dY) >= 1;
  for (const problem of fc.sample(arbitrary, { seed: 1, numRuns: 30 }).filter(needed)) {
    let steps = 0;
    let last: fc.Value<Problem> | undefined = new fc.Value(problem, undefined);
    for (; last !== undefined && steps < 200; steps += 1) {
      const { value, context }: fc.Value<Problem> = last;
      last = arbitrary
        .shrink(value, context)
        .filter((next) => needed(next.value))
        .next().value;
    }
    expect(steps).toBeLessThan(200);
  }
});

test('one variable shrinks as far as two do: to a single 0, without views, a batch or anything besides', () => {
  const shared = { variants: ['shared', 'alpha'], always: 'shared' } as const;
  for (const more of [{ layouts: layoutKinds }, { batch: 'leading' }] as const) {
    const arbitrary = problems({ ...small, ...shared, ...more });
    const law = fc.property(arbitrary, ({ variant }) => variant?.shared === undefined);
    for (const seed of [1, 2, 3]) {
      const { X, dY, variant, layouts, batch } = fc.check(law, { seed }).counterexample?.[0] ?? {};
      expect([X, dY].map((matrix) => matrix?.toArray().join())).toEqual(['0', '0']);
      expect(Object.keys(variant ?? {})).toEqual(['shared']);
      expect([layouts, batch]).toEqual([undefined, undefined]);
    }
  }
});
