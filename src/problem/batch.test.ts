import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../number/formats.ts';
import {
  type Batch,
  batchSizes,
  givenAxes,
  isLeading,
  joined,
  lowerRank,
  members,
  restrictAxis,
  withoutAxis,
} from './batch.ts';
import { membersOf, restrict, restrictBatch, withoutBatchAxis } from './derive/restrict.ts';
import { drawFrom } from './draw/draw.ts';
import { drawBatch } from './draw/draw-batch.ts';
import { grouped } from './grouped.ts';
import type { Problem } from './problem.ts';
import { problems } from './problems.ts';

/** Any two operands that join: axis by axis the same extent, or 1 on one side. */
const batches: fc.Arbitrary<Batch> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('both', 'X', 'W')), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((axes) => {
    const X = axes.map(([extent, single]) => (single === 'X' ? 1 : extent));
    const W = axes.map(([extent, single]) => (single === 'W' ? 1 : extent));
    const spare = (extents: number[]): number => {
      const first = extents.findIndex((extent) => extent !== 1);
      return first < 0 ? extents.length : first;
    };
    return fc
      .record({ x: fc.nat({ max: spare(X) }), w: fc.nat({ max: spare(W) }), short: fc.boolean() })
      .map(({ x, w, short }) => ({
        X,
        W,
        ranks: { X: X.length - (short ? x : 0), W: W.length - (short ? 0 : w) },
      }));
  });

/** NumPy's rules, word by word: align on the right, then 1 stretches and anything else must agree. */
function broadcast(one: readonly number[], two: readonly number[]): number[] {
  const rank = Math.max(one.length, two.length);
  const padded = (extents: readonly number[]): number[] => [
    ...new Array<number>(rank - extents.length).fill(1),
    ...extents,
  ];
  return padded(one).map((extent, axis) => {
    const other = padded(two)[axis] ?? Number.NaN;
    if (extent !== other && extent !== 1 && other !== 1) throw new Error('these do not join');
    return Math.max(extent, other);
  });
}

/** The number of the member that `index` of the joined axes reads of an operand. */
function memberAt(index: readonly number[], own: readonly number[]): number {
  const mine = index.slice(index.length - own.length);
  return own.reduce((sum, extent, axis) => sum * extent + ((mine[axis] ?? 0) % extent), 0);
}

function indices(extents: readonly number[]): number[][] {
  const all = extents.map((extent) => Array.from({ length: extent }, (_, i) => i));
  return all.reduce<number[][]>(
    (done, axis) => done.flatMap((d) => axis.map((i) => [...d, i])),
    [[]],
  );
}

function sizeOf(extents: readonly number[]): number {
  return extents.reduce((product, extent) => product * extent, 1);
}

describe('a batch', () => {
  test('joins as NumPy joins', () => {
    const law = fc.property(batches, (batch) => {
      const [X, W] = [givenAxes(batch, 'X'), givenAxes(batch, 'W')];
      const Y = broadcast(X, W);
      expect(givenAxes(batch, 'dY')).toEqual(Y);
      expect(joined(batch)).toEqual(Y);
      expect(batchSizes(batch)).toEqual({ X: sizeOf(X), W: sizeOf(W), dY: sizeOf(Y) });
      expect(members(batch)).toEqual(
        indices(Y).map((index) => ({ X: memberAt(index, X), W: memberAt(index, W) })),
      );
    });
    fc.assert(law, { seed: 1, numRuns: 500 });
  });

  test('that is none has one member of everything and no axes', () => {
    expect(batchSizes(undefined)).toEqual({ X: 1, W: 1, dY: 1 });
    expect(members(undefined)).toEqual([{ X: 0, W: 0 }]);
    expect(givenAxes(undefined, 'dY')).toEqual([]);
  });

  test('leads where both operands are given with the same axes', () => {
    const law = fc.property(batches, (batch) => {
      const same = givenAxes(batch, 'X').join() === givenAxes(batch, 'W').join();
      expect(isLeading(batch)).toBe(same);
      expect(isLeading({ ...batch, W: batch.X, ranks: { X: 1, W: 1 } })).toBe(true);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('need not be given with a first axis of extent 1, and with no other one', () => {
    const law = fc.property(batches, fc.constantFrom('X', 'W'), (batch, operand) => {
      const [first, ...others] = givenAxes(batch, operand);
      const lower = lowerRank(batch, operand);
      expect(lower !== undefined).toBe(first === 1);
      if (lower === undefined) return;
      expect(givenAxes(lower, operand)).toEqual(others);
      expect(lower).toEqual({ ...batch, ranks: { ...batch.ranks, [operand]: others.length } });
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('without an axis, is given with all others as it was', () => {
    const law = fc.property(batches, fc.nat(), (batch, which) => {
      const axis = which % batch.X.length;
      const single = { ...restrictAxis(batch, axis, [0]), m: 3 };
      const fewer = withoutAxis(single, axis);
      expect(fewer === undefined).toBe(batch.X.length === 1);
      for (const operand of ['X', 'W'] as const) {
        const given = givenAxes(single, operand);
        const own = axis - (batch.X.length - given.length);
        if (fewer) expect(givenAxes(fewer, operand)).toEqual(given.filter((_, i) => i !== own));
      }
      if (fewer) expect([fewer.m, fewer.X.length]).toEqual([3, batch.X.length - 1]);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('of groups has an axis of W alone', () => {
    const batch = grouped([3, 0, 4]);
    const given = (['X', 'W', 'dY'] as const).map((operand) => givenAxes(batch, operand));
    expect(given).toEqual([[], [3], []]);
    expect([joined(batch), batchSizes(batch)]).toEqual([[], { X: 1, W: 3, dY: 1 }]);
  });

  test('drawn to lead is the same on both; drawn to join, it joins in every way there is', () => {
    const draw = drawFrom(1);
    const drawn = (kind: 'leading' | 'broadcast') =>
      Array.from({ length: 300 }, () => drawBatch(draw, kind));
    for (const { X, W, ranks } of drawn('leading')) {
      expect([W, ranks]).toEqual([X, { X: X.length, W: X.length }]);
    }
    const joining = drawn('broadcast');
    for (const batch of joining) {
      expect(joined(batch)).toEqual(broadcast(givenAxes(batch, 'X'), givenAxes(batch, 'W')));
    }
    const sights: ((batch: Batch) => boolean)[] = [
      ({ X, W }) => X[0] === 1 && W[0] !== 1,
      ({ X, W }) => W[0] === 1 && X[0] !== 1,
      ({ X, W }) => X.length === 2 && X[0] === W[0] && X[0] !== 1 && X[1] !== W[1],
      ({ X, ranks }) => ranks.X < X.length && ranks.X > 0,
      ({ ranks }) => ranks.X === 0,
      ({ ranks }) => ranks.W === 0,
    ];
    expect(sights.map((seen) => joining.some(seen))).toEqual(sights.map(() => true));
  });
});

const batched = fc.oneof(
  ...(['leading', 'broadcast'] as const).map((batch) =>
    problems({ format: formats.float64, extent: 4, volume: 30, batch }),
  ),
);

/** What each member of Y is made of, as plain rows. */
function contents(problem: Problem) {
  return membersOf(problem).map(({ problem: { X, W, dY } }) =>
    [X, W, dY].map((matrix) => [matrix.rows, matrix.cols, ...matrix.toArray()]),
  );
}

function expectConsistent({ X, W, dY, batch }: Problem): void {
  const sizes = batchSizes(batch);
  const [m, n] = [X.rows / sizes.X, X.cols];
  expect([W.rows, dY.rows, dY.cols]).toEqual([sizes.W * n, sizes.dY * m, W.cols]);
  if (batch) expect(joined(batch)).toEqual(broadcast(givenAxes(batch, 'X'), givenAxes(batch, 'W')));
}

describe('restricting', () => {
  test('a batch axis keeps the members that have the index, whole, and no other', () => {
    const law = fc.property(batched, fc.nat(), fc.nat(), (problem, which, salt) => {
      const extents = problem.batch ? joined(problem.batch) : [];
      const axis = which % extents.length;
      const all = Array.from({ length: extents[axis] ?? 0 }, (_, i) => i);
      const kept = all.filter((i) => i === salt % all.length || (salt >> i) % 2 === 1);
      const fewer = restrictBatch(problem, axis, kept);
      expectConsistent(fewer);
      const before = contents(problem);
      const stay = indices(extents).map((index) => kept.includes(index[axis] ?? -1));
      expect(contents(fewer)).toEqual(before.filter((_, member) => stay[member]));
      expect(fewer.batch && joined(fewer.batch)).toEqual(extents.toSpliced(axis, 1, kept.length));
    });
    fc.assert(law, { seed: 1, numRuns: 500 });
  });

  test('away an axis of extent 1 changes no member', () => {
    const law = fc.property(batched, fc.nat(), (problem, which) => {
      const extents = problem.batch ? joined(problem.batch) : [];
      const axis = which % extents.length;
      const single = restrictBatch(problem, axis, [0]);
      const flat = withoutBatchAxis(single, axis);
      expectConsistent(flat);
      expect(contents(flat)).toEqual(contents(single));
      const left = flat.batch === undefined ? [] : joined(flat.batch);
      expect(left).toEqual(extents.toSpliced(axis, 1));
      expect('batch' in flat).toBe(extents.length > 1);
    });
    fc.assert(law, { seed: 1, numRuns: 500 });
  });

  test('m, n and k does the same to every member', () => {
    const law = fc.property(batched, (problem) => {
      for (const axis of ['m', 'n', 'k'] as const) {
        const fewer = restrict(problem, axis, [0]);
        expectConsistent(fewer);
        const alone = membersOf(problem).map((member) => restrict(member.problem, axis, [0]));
        expect(contents(fewer)).toEqual(alone.flatMap(contents));
      }
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
  });

  test('without a batch changes nothing', () => {
    const plain = fc.sample(problems({ format: formats.float64, extent: 4, volume: 30 }), 5);
    for (const problem of plain) {
      expect(restrictBatch(problem, 0, [0])).toBe(problem);
      expect(withoutBatchAxis(problem, 0)).toEqual(problem);
    }
  });
});
