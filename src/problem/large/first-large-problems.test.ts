import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import type { LayoutKind } from '../../contract/subject.ts';
import { drawFrom } from '../draw/draw.ts';
import { kindsOf } from '../draw/draw-layout.ts';
import type { Shape } from '../shape.ts';
import { type LargeProblem, largeKinds, largeParts } from './large-problem.ts';
import { firstLargeProblems, largeProblems, problemsOfShapes } from './large-problems.ts';
import { firstShapes, landmarks } from './large-shape.ts';

const limits = { extent: 2 ** 22, volume: 2 ** 28 };
const options = { ...limits, offers: () => true };

/** Whether its operands are small, or a single extent is long. */
function isCheap({ m, n, k }: Shape): boolean {
  const isThin = [m, n, k].toSorted((p, q) => p - q)[1] ?? 0;
  if (isThin <= 9 && Math.max(m, n, k) > 9) return true;
  return m * n * k <= 2 ** 27 && [m * n, n * k, m * k].every((entries) => entries <= 2 ** 21);
}

describe('the problems that a run begins with', () => {
  test('are exact at every shape, and at those that cost little also rounded', () => {
    for (const volume of [2 ** 24, 2 ** 28, 2 ** 30]) {
      const shapes = firstShapes(drawFrom(1), { ...limits, volume });
      const problems = firstLargeProblems(1, { ...options, volume });
      const exact = problems.filter(({ kind }) => kind === 'exact').map(({ shape }) => shape);
      expect(exact.slice(0, shapes.length)).toEqual(shapes);
      const others = problems.filter(({ kind }) => kind !== 'exact');
      expect(others.map(({ shape }) => shape)).toEqual(shapes.filter(isCheap));
      expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['saturating', 'rounded']));
    }
  });

  test('are only those that are offered', () => {
    const offers = ({ salt, kind }: LargeProblem): boolean => salt % 2 === 0 && kind === 'exact';
    const problems = firstLargeProblems(1, { ...options, offers });
    expect(problems.length).toBeGreaterThan(50);
    expect(problems.every(offers)).toBe(true);
  });

  test('have no views where none are claimed, and only of the kinds that are', () => {
    const kindsIn = (layouts?: readonly LayoutKind[]): Set<string> => {
      const problems = firstLargeProblems(1, { ...options, ...(layouts && { layouts }) });
      return new Set(
        problems.flatMap((each) => Object.values(each.layouts ?? {}).flatMap(kindsOf)),
      );
    };
    expect(kindsIn()).toEqual(new Set());
    expect(kindsIn(['gaps'])).toEqual(new Set(['gaps']));
  });

  test('have each kind of view of all operands at once', () => {
    const problems = firstLargeProblems(1, { ...options, layouts: layoutKinds });
    for (const kind of ['column-major', 'gaps', 'offset', 'steps', 'reversed'] as const) {
      const all = problems.filter(({ layouts = {} }) => {
        const views = Object.values(layouts);
        return views.length === 3 && views.every((layout) => kindsOf(layout).join() === kind);
      });
      expect(
        all.some(({ kind: entries }) => entries === 'exact'),
        kind,
      ).toBe(true);
    }
  });
});

describe('what a call may ask for', () => {
  /** What is asked for in problems with sides just above a tile. */
  function askedIn(parts: readonly (typeof largeParts)[number][], extent = limits.extent) {
    const variants = { parts, gradient: 'dX' } as const;
    const problems = firstLargeProblems(1, { ...options, extent, variants });
    const exact = problems.filter(({ kind }) => kind === 'exact');
    const tiles = exact.filter(({ shape }) => {
      return Object.values(shape).every((side) => side >= 129 && side <= 144);
    });
    return tiles.map(({ variant = {} }) => JSON.stringify(Object.entries(variant).toSorted()));
  }

  test('is asked for in every set that leaves something to compare with, on exact problems', () => {
    const asked = askedIn(largeParts);
    const flags = [{}, { transX: true }, { transW: true }, { transX: true, transW: true }];
    const scaled = flags.flatMap((flag) => [flag, { alpha: 2, ...flag }]);
    const wanted = scaled.flatMap((some) => [
      some,
      { into: 'overwrite', ...some },
      { into: 'accumulate', ...some },
    ]);
    for (const variant of wanted.slice(1)) {
      expect(asked).toContain(JSON.stringify(Object.entries(variant).toSorted()));
    }
  });

  test('is nothing that is not claimed, nor at a size beyond the limits', () => {
    const asked = askedIn(['alpha', 'overwrite']).join();
    expect(asked).toContain('alpha');
    expect(asked).toContain('overwrite');
    expect(asked).not.toMatch(/trans|accumulate|wants/);
    expect(askedIn(largeParts, 100)).toEqual([]);
  });

  test('is said of no problem that asks for nothing, and in words that are claimed', () => {
    const flags = ['transX', 'transW'] as const; // one claim has both
    for (const parts of [undefined, flags, ['alpha', 'overwrite'], ['wants']] as const) {
      const variants = parts && { variants: { parts, gradient: 'dX' } as const };
      const asked = firstLargeProblems(1, { ...options, ...variants }).flatMap(({ variant }) =>
        variant === undefined ? [] : [Object.keys(variant)],
      );
      expect(asked.every((some) => some.length > 0)).toBe(true);
      const words = parts?.map((part) => (part === 'overwrite' ? 'into' : part));
      expect(new Set(asked.flat())).toEqual(new Set(words));
    }
  });

  test('is drawn besides: one gradient is wanted, and only what is exact is scaled or added to', () => {
    for (const gradient of ['dX', 'dW'] as const) {
      const wanted = largeProblems({ ...options, variants: { parts: largeParts, gradient } });
      const drawn = fc.sample(wanted, { seed: 1, numRuns: 400 });
      const variants = drawn.map(({ kind, variant = {} }) => ({ kind, ...variant }));
      for (const { variant } of drawn) expect(Object.keys(variant ?? { none: 1 })).not.toEqual([]);
      for (const { kind, alpha, into, wants } of variants) {
        expect([undefined, gradient]).toContain(wants?.join());
        if (kind === 'exact') continue;
        expect(alpha).toBeUndefined();
        expect([undefined, 'overwrite']).toContain(into);
      }
      const seen = (is: (each: (typeof variants)[number]) => unknown): void =>
        expect(variants.filter(is).length).toBeGreaterThan(5);
      seen(({ alpha }) => alpha !== undefined && alpha !== 0);
      seen(({ wants }) => wants);
      seen(({ wants }) => !wants);
      for (const into of ['overwrite', 'accumulate']) seen((each) => each.into === into);
      seen(({ kind, into }) => kind === 'rounded' && into === 'overwrite');
    }
  });
});

describe('batches', () => {
  test('are of small members beyond each landmark up to 2^18, where they are asked', () => {
    for (const extent of [2 ** 22, 10_000, 8195]) {
      const asked = { ...options, extent, batches: true, layouts: layoutKinds } as const;
      const variants = { parts: largeParts, gradient: 'dX' } as const;
      const problems = firstLargeProblems(1, { ...asked, variants });
      const batches = problems.filter(({ members }) => members !== undefined);
      const below = landmarks.filter((landmark) => landmark + 3 <= Math.min(extent, 2 ** 18));
      expect(batches).toHaveLength(below.length);
      for (const [i, { members = 0, shape, kind, ...others }] of batches.entries()) {
        const beyond = members - (below[i] ?? 0);
        expect([1, 2, 3]).toContain(beyond);
        for (const axis of ['m', 'n', 'k'] as const) expect([1, 2, 3]).toContain(shape[axis]);
        expect([kind, Object.keys(others).toSorted()]).toEqual(['exact', ['grows', 'salt']]);
      }
    }
    const none = firstLargeProblems(1, options);
    expect(none.every(({ members }) => members === undefined)).toBe(true);
  });
});

describe('where only some kinds are offered', () => {
  test('a named shape is asked in these alone', () => {
    const kinds = (offers: (problem: LargeProblem) => boolean) =>
      problemsOfShapes(1, [{ m: 130, n: 3, k: 2 }], { ...options, offers }).map(({ kind }) => kind);
    expect(kinds(() => true)).toEqual([...largeKinds]);
    expect(kinds(({ kind }) => kind !== 'saturating')).toEqual(['exact', 'rounded']);
    expect(kinds(() => false)).toEqual([]);
  });

  test('what is drawn is exact, where none is', () => {
    const drawn = fc.sample(largeProblems({ ...options, offers: () => false }), 50);
    expect(new Set(drawn.map(({ kind }) => kind))).toEqual(new Set(['exact']));
  });

  test('nothing else is offered while shrinking', () => {
    const offers = ({ shape, small }: LargeProblem): boolean => shape.m % 2 === 0 && !small;
    const arbitrary = largeProblems({ ...options, offers });
    for (const problem of fc.sample(arbitrary, { seed: 1, numRuns: 20 })) {
      const smaller = [...arbitrary.shrink(problem, undefined)].map(({ value }) => value);
      expect(smaller.every(offers)).toBe(true);
      expect(smaller.length).toBeGreaterThan(0);
    }
  });
});

test('a problem of an earlier run is shrunk as one, and nothing else is taken for a problem', () => {
  const arbitrary = largeProblems(options);
  const [problem] = fc.sample(arbitrary, 1);
  expect(arbitrary.canShrinkWithoutContext(problem)).toBe(true);
  for (const other of [undefined, null, 1, 'shape', {}, { m: 1 }]) {
    expect(arbitrary.canShrinkWithoutContext(other)).toBe(false);
  }
});

test('very large operands have views all the same', () => {
  const shapes = [{ m: 2 ** 14, n: 2 ** 13, k: 1 }];
  const kinds = ['column-major', 'gaps', 'steps'] as const;
  const problems = [...Array(40).keys()].flatMap((seed) =>
    problemsOfShapes(seed, shapes, { ...options, layouts: kinds }),
  );
  const views = problems.flatMap(({ layouts }) => (layouts?.X ? [kindsOf(layouts.X)] : []));
  expect(views.flat()).toContain('column-major');
  expect(views.flat()).toContain('gaps');
  const short = problems.flatMap(({ layouts }) => (layouts?.W ? kindsOf(layouts.W) : []));
  expect(short).toContain('steps');
});
