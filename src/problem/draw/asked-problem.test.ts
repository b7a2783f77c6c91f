import { describe, expect, test } from 'vitest';
import type { Matrix } from '../../matrix/matrix.ts';
import { codingOf } from '../../number/coding.ts';
import { formats } from '../../number/formats.ts';
import { batchSizes } from '../batch.ts';
import { fitted } from '../derive/fitted.ts';
import { rowsInGroups } from '../grouped.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { drawFrom } from './draw.ts';
import { generateProblem, type ProblemOptions } from './generate-problem.ts';

const base: ProblemOptions = { format: formats.float64, extent: 8, volume: 200, kinds: ['tiny'] };
const { float32, bfloat16, float8_e4m3fn } = formats;

function many(options: Partial<ProblemOptions>, count = 250): Problem[] {
  const draw = drawFrom(1);
  return Array.from({ length: count }, () => generateProblem(draw, { ...base, ...options }));
}

const entriesOf = (matrix: Matrix): number[] => [...matrix.toArray()];
const most = (matrix: Matrix): number => Math.max(...entriesOf(matrix).map(Math.abs));
const share = <T>(all: readonly T[], is: (one: T) => unknown): number =>
  all.filter(is).length / all.length;
const isBatch = ({ batch }: Problem): boolean => batch !== undefined && batch.groups === undefined;
const isGrouped = ({ batch }: Problem): boolean => batch?.groups !== undefined;

describe('a problem', () => {
  test('says nothing of what it has not', () => {
    for (const problem of many({ variants: ['alpha'] }, 60)) {
      expect(problem).not.toHaveProperty('batch');
      expect(problem).not.toHaveProperty('layouts');
      expect(Object.keys(problem.variant ?? { none: true })).not.toEqual([]);
    }
    for (const problem of many({}, 20)) expect(problem).not.toHaveProperty('variant');
  });

  test('has views more often than not, where any are claimed, with an order of members in batches', () => {
    const some = many({ layouts: ['gaps', 'offset'] });
    expect(share(some, ({ layouts }) => layouts !== undefined)).toBeGreaterThan(0.7);
    const orders = (options: Partial<ProblemOptions>) =>
      many({ ...options, layouts: ['batch order'] }).flatMap(({ layouts = {} }) =>
        Object.values(layouts).flatMap(({ members = [] }) => members),
      );
    expect(orders({ batch: 'leading' }).length).toBeGreaterThan(50);
    expect(orders({})).toEqual([]);
  });

  test('keeps what is said of entries that no view shows as many', () => {
    const some = many({ layouts: ['gaps', 'offset'] });
    for (const name of ['X', 'W', 'dY'] as const) {
      expect(share(some, ({ drawn }) => (drawn?.likeliest?.[name] ?? 1) < 1)).toBeGreaterThan(0.2);
    }
  });
});

describe('an upstream gradient', () => {
  const isOneHot = ({ dY }: Problem): boolean =>
    Math.min(dY.rows, dY.cols) > 2 && entriesOf(dY).filter((entry) => entry !== 0).length === 1;

  test('has kinds of its own, and is dense in a batch', () => {
    const fixed = { m: 4, n: 2, k: 4 };
    const plain = many({ fixed });
    expect(plain.some(isOneHot)).toBe(true);
    for (const { drawn } of plain.filter(isOneHot)) expect(drawn?.likeliest?.dY).toBe(1);
    const uniform = plain.filter(({ dY }) => new Set(dY.toArray()).size === 1);
    expect(uniform.length).toBeGreaterThan(3);
    for (const { drawn } of uniform) expect(drawn?.likeliest?.dY).toBe(1);
    const batches = many({ fixed, batch: 'leading' });
    const chances = batches.map(({ drawn }) => drawn?.likeliest?.dY ?? 1);
    expect(share(chances, (chance) => chance < 1)).toBeGreaterThan(0.4);
  });

  test('that absorbs has all of its terms', () => {
    const large = 2 ** 52 - 1;
    for (const { dY } of many({ kinds: ['absorbing'], fixed: { m: 5, n: 3, k: 4 } }, 80)) {
      const entries = entriesOf(dY);
      expect(entries.filter((entry) => entry === large)).toHaveLength(3);
      expect(entries.filter((entry) => entry === -large)).toHaveLength(3);
    }
  });

  test('has as many zeros as is said, where a few are', () => {
    const few = many({ kinds: ['middle'] }, 500).flatMap(({ X, drawn }) =>
      drawn?.likeliest?.X === 0.15 && X.rows * X.cols > 8 ? [X] : [],
    );
    expect(few.length).toBeGreaterThan(20);
    const zeros = few.map((X) => share(entriesOf(X), (entry) => entry === 0));
    const mean = zeros.reduce((sum, each) => sum + each, 0) / zeros.length;
    expect(mean).toBeGreaterThan(0.08);
    expect(mean).toBeLessThan(0.22);
  });
});

describe('room for sums', () => {
  test('is left for those over members, too', () => {
    const wanted = { kinds: ['saturating'], format: float32, batch: 'broadcast' } as const;
    for (const problem of many(wanted)) {
      const { X, W, dY, batch } = problem;
      const { m, n, k } = shapeOf(problem);
      const members = batchSizes(batch).dY;
      expect(most(X) * most(W) * n).toBeLessThanOrEqual(2 ** 24);
      expect(most(dY) * most(W) * k * members).toBeLessThanOrEqual(2 ** 24);
      expect(most(X) * most(dY) * m * members).toBeLessThanOrEqual(2 ** 24);
    }
  });

  test('is that of the accumulator, less what scales take', () => {
    const fixed = { m: 4, n: 4, k: 4 };
    const wanted = { fixed, kinds: ['filling'], accumulator: float32, plain: true } as const;
    const wide = many({ ...wanted, format: bfloat16 }, 40);
    expect(Math.max(...wide.map(({ X }) => most(X)))).toBeGreaterThan(1000);
    const coding = codingOf({ codes: 'float8_e4m3fn', scales: 'float32', block: [2, 2] });
    const coded = { ...float8_e4m3fn, coding };
    const options = { formats: { X: coded, W: coded, dY: coded }, format: float8_e4m3fn };
    const accumulator = { ...bfloat16, precision: 11 };
    const some = many({ ...wanted, ...options, sums: bfloat16, accumulator }, 120);
    for (const { X, W } of some) expect(4 * most(X) * most(W)).toBeLessThanOrEqual(2 ** 11);
    const narrow = many({ ...wanted, ...options, sums: bfloat16 }, 40);
    for (const { X, W } of narrow) expect(most(X) * most(W)).toBeGreaterThan(0);
  });
});

describe('one variable', () => {
  const shared = { variants: ['shared'], always: 'shared' } as const;

  test('is its own W, also where it is a view, and within the limits', () => {
    for (const problem of many({ ...shared, layouts: ['expanded', 'gaps'], extent: 20 })) {
      expect(fitted(problem)?.W.toArray()).toEqual(problem.W.toArray());
      expect(problem.layouts?.W).toBeUndefined();
      const { m, n, k } = shapeOf(problem);
      expect(m * n * k).toBeLessThanOrEqual(200);
    }
    const shapes = many(shared).map(shapeOf);
    expect(share(shapes, ({ m, n }) => m !== n)).toBeGreaterThan(0.2);
  });

  test('is in a batch now and then, where axes are claimed of both', () => {
    for (const batch of [undefined, 'X alone', 'sometimes X alone'] as const) {
      expect(many({ ...shared, ...(batch && { batch }) }).some(isBatch)).toBe(false);
    }
    for (const batch of ['sometimes', 'leading', 'broadcast', 'sometimes broadcast'] as const) {
      const often = share(many({ ...shared, batch }), isBatch);
      expect([often > 0.3, often < 0.7]).toEqual([true, true]);
    }
  });
});

test('a vector is joined to the members of the other operand, where that is claimed', () => {
  for (const [always, other, own] of [
    ['vectorX', 'W', 'X'],
    ['vectorW', 'X', 'W'],
  ] as const) {
    for (const [batch, least, limit] of [
      ['broadcast', 1, 1],
      ['sometimes broadcast', 0.3, 0.7],
    ] as const) {
      const all = many({ variants: [always], always, batch });
      expect(share(all, isBatch)).toBeGreaterThanOrEqual(least);
      expect(share(all, isBatch)).toBeLessThanOrEqual(limit);
      const batches = all.flatMap((problem) => problem.batch ?? []);
      for (const each of batches) {
        expect(each[own]).toEqual(each[other].map(() => 1));
        expect([each.ranks[own], each.ranks[other] <= each[other].length]).toEqual([0, true]);
      }
      expect(new Set(batches.flatMap((each) => each[other]))).toEqual(new Set([1, 2, 3]));
    }
  }
});

describe('rows of groups', () => {
  const groupsOf = ({ batch }: Problem): readonly number[] => batch?.groups ?? [];

  test('are all of them of groups, unless there may be a tail, in the way that is said', () => {
    for (const problem of many({ groups: 'always' })) {
      expect(rowsInGroups(groupsOf(problem))).toBe(shapeOf(problem).m);
    }
    const beyond = many({ groups: 'always', tail: true }).filter((problem) => {
      return rowsInGroups(groupsOf(problem)) < shapeOf(problem).m;
    });
    expect(beyond.length).toBeGreaterThan(30);
    for (const problem of many({ groups: 'equal' })) {
      expect(new Set(groupsOf(problem).slice(0, -1)).size).toBe(1);
    }
    for (const problem of many({ groups: 'a single one' }))
      expect(groupsOf(problem)).toHaveLength(1);
  });

  test('are none where the call asks for what groups have not, or for other batches', () => {
    for (const always of ['transX', 'bias', 'beta', 'vectorX', 'vectorW', 'shared'] as const) {
      expect(many({ groups: 'always', variants: [always], always }, 50).some(isGrouped)).toBe(
        false,
      );
    }
    for (const batch of ['leading', 'broadcast', 'X alone'] as const) {
      expect(many({ groups: 'sometimes', batch }, 50).some(isGrouped)).toBe(false);
    }
    for (const batch of ['sometimes', 'sometimes broadcast', 'sometimes X alone'] as const) {
      const all = many({ groups: 'sometimes', batch });
      expect([all.some(isGrouped), all.some(isBatch)]).toEqual([true, true]);
    }
  });
});

test('what is to be empty somehow is always empty: an extent, or an axis of its batch', () => {
  for (const more of [{}, { batch: 'leading' }, { groups: 'always' }] as const) {
    for (const problem of many({ ...more, empty: 'somehow' })) {
      const shape = Object.values(shapeOf(problem));
      const isNone = !isGrouped(problem) && batchSizes(problem.batch).dY === 0;
      expect(shape.includes(0) || isNone).toBe(true);
      // The others are as they were: operands fit together.
      const { X, W, dY, batch } = problem;
      expect([W.rows, dY.cols]).toEqual([batchSizes(batch).W * X.cols, W.cols]);
    }
  }
});
