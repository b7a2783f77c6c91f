import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { drawFrom } from '../draw/draw.ts';
import { kindsOf } from '../draw/draw-layout.ts';
import { dense, place } from '../layout.ts';
import { type LargeProblem, largeKinds } from './large-problem.ts';
import { firstLargeProblems, largeProblems, problemsOfShapes } from './large-problems.ts';
import { firstShapes, isWithin, landmarks } from './large-shape.ts';

const limits = { extent: 2 ** 22, volume: 2 ** 28 };
const options = { ...limits, offers: () => true, layouts: ['gaps', 'expanded', 'offset'] as const };

test('no run lacks a shape beyond each landmark along each axis', () => {
  const shapes = firstShapes(drawFrom(1), limits);
  for (const landmark of landmarks.filter((each) => each + 3 <= limits.extent / 2)) {
    for (const axis of ['m', 'n', 'k'] as const) {
      const near = shapes.filter(
        ({ [axis]: extent }) => extent > landmark && extent <= landmark + 3,
      );
      expect(near.length).toBeGreaterThan(0);
    }
  }
  expect(shapes).toContainEqual({ m: 128, n: 128, k: 128 });
});

test('nor one at a tile, just below it, and beside some tens; nor odd and even extents, and vectors', () => {
  for (const seed of [1, 2, 3]) {
    const problems = firstLargeProblems(seed, { ...options, layouts: [] });
    const exact = problems.filter(({ kind }) => kind === 'exact').map(({ shape }) => shape);
    for (const turn of [0, 1, 2] as const) {
      const turned = (is: (a: number, b: number, c: number) => boolean): boolean =>
        exact.some(({ m, n, k }) => {
          const [a = 0, b = 0, c = 0] = [m, n, k, m, n].slice(turn);
          return is(a, b, c);
        });
      expect(turned((a, b, c) => a === 4096 && b < 10 && c < 10)).toBe(true);
      expect(turned((a) => a === 1023)).toBe(true);
      expect(turned((a, b, c) => a > 4096 && b >= 10 && c >= 10)).toBe(true);
      expect(turned((a, b, c) => a === 1 && b > 1000 && c > 1000)).toBe(true);
      expect(turned((a, b, c) => a > 100 && b > 100 && c > 100 && a % 2 > b % 2)).toBe(true);
    }
    const cubes = problems.filter(({ shape: { m, n, k } }) => Math.min(m, n, k) >= 128);
    expect(new Set(cubes.map(({ kind }) => kind))).toEqual(new Set(largeKinds));
  }
});

test('where views are claimed, each kind of them is asked of each operand alone', () => {
  const problems = firstLargeProblems(1, { ...limits, offers: () => true, layouts: layoutKinds });
  for (const kind of ['column-major', 'gaps', 'offset', 'steps', 'reversed'] as const) {
    for (const name of ['X', 'W', 'dY'] as const) {
      const alone = problems.filter(({ layouts = {} }) => {
        const { [name]: layout, ...others } = layouts;
        return layout && kindsOf(layout).includes(kind) && Object.keys(others).length === 0;
      });
      expect(alone).toHaveLength(1);
    }
  }
});

test('no shape exceeds the limits, whatever they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 7, max: 22 }), fc.integer({ min: 20, max: 28 }), (e, v) => {
      const tight = { extent: 2 ** e, volume: 2 ** v };
      for (const { shape } of firstLargeProblems(1, { ...options, ...tight })) {
        expect(isWithin(shape, tight)).toBe(true);
      }
      const [some] = fc.sample(largeProblems({ ...options, ...tight }), 1);
      expect(some && isWithin(some.shape, tight)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('only kinds that are offered are drawn, and no line is seen as many', () => {
  const offers = ({ kind }: LargeProblem): boolean => kind !== 'saturating';
  for (const problem of fc.sample(largeProblems({ ...options, offers }), {
    numRuns: 200,
    seed: 1,
  })) {
    expect(problem.kind).not.toBe('saturating');
    for (const { rowStep, columnStep } of Object.values(problem.layouts ?? {})) {
      expect(rowStep * columnStep).not.toBe(0);
    }
  }
});

/** The smallest problem to which a wrong one shrinks. */
async function smallest(fails: (problem: LargeProblem) => boolean): Promise<LargeProblem> {
  const wanted = fc.property(largeProblems(options), (problem) => !fails(problem));
  const { counterexample } = await fc.check(wanted, { seed: 5, numRuns: 500 });
  const [found] = counterexample ?? [];
  if (found === undefined) throw new Error('nothing failed');
  return found;
}

test('a problem shrinks to where a fault begins, without views, to numbers that can be read', async () => {
  const { shape, ...rest } = await smallest(({ shape: { m, k } }) => m >= 257 && k > 3);
  expect(shape).toEqual({ m: 257, n: 1, k: 4 });
  expect(rest).toMatchObject({ kind: 'exact', grows: false, small: true });
  expect(rest.layouts).toBeUndefined();
});

test('what only views or rounded numbers show keeps them, as plain as can be', async () => {
  const { layouts } = await smallest((problem) => (problem.layouts?.W?.gap ?? 0) > 0);
  expect(layouts).toEqual({ W: expect.objectContaining({ gap: 1, offset: 0 }) });
  expect((await smallest(({ kind }) => kind === 'rounded')).shape).toEqual({ m: 1, n: 1, k: 1 });
});

test('no view of a very large operand has storage that is twice as long', () => {
  const shapes = [{ m: 2 ** 14 + 1, n: 2 ** 13, k: 1 }];
  for (let seed = 1; seed <= 40; seed += 1) {
    for (const { layouts } of problemsOfShapes(seed, shapes, {
      ...options,
      layouts: layoutKinds,
    })) {
      const entries = (2 ** 14 + 1) * 2 ** 13;
      const { length } = place([2 ** 14 + 1, 2 ** 13], layouts?.X ?? dense);
      expect(length).toBeLessThan(2 * entries);
    }
  }
});

test('a shape that is named is asked in every kind, also of who adds to a destination', () => {
  const parts = ['transX', 'overwrite', 'accumulate'] as const;
  const variants = { parts, gradient: 'dX' } as const;
  const wanted = { extent: 200, volume: 2 ** 20, offers: () => true, variants };
  const added = Array.from({ length: 40 }, (_, seed) =>
    problemsOfShapes(seed, [{ m: 130, n: 3, k: 2 }], wanted),
  );
  for (const problems of added) {
    expect(problems.map(({ kind }) => kind)).toEqual([...largeKinds]);
    for (const { kind, variant } of problems) {
      if (variant?.into === 'accumulate') expect(kind).toBe('exact');
    }
  }
  const into = added.flat().map(({ variant }) => variant?.into);
  expect(new Set(into)).toEqual(new Set([undefined, 'overwrite', 'accumulate']));
});

test('a kind that is not offered for a named shape is not asked as another that was drawn', () => {
  const variants = { parts: ['alpha', 'accumulate'], gradient: 'dX' } as const;
  // What is asked of an exact problem takes room from it, so that more than its sums seem to be offered.
  const offers = ({ kind, variant }: LargeProblem): boolean => {
    return kind !== 'saturating' || variant !== undefined;
  };
  const wanted = { extent: 200, volume: 2 ** 20, offers, variants };
  for (let seed = 0; seed < 40; seed += 1) {
    const problems = problemsOfShapes(seed, [{ m: 130, n: 3, k: 2 }], wanted);
    for (const { kind, variant = {} } of problems.filter((each) => each.kind !== 'exact')) {
      expect(variant, `${kind}, seed ${seed}`).not.toHaveProperty('alpha');
      expect(variant.into).not.toBe('accumulate');
    }
  }
});
