import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { at } from '../../at.ts';
import { batchSizes, givenAxes, joined } from '../batch.ts';
import { restrict, restrictBatch, restrictGroups } from '../derive/restrict.ts';
import {
  contents,
  expectToFit,
  groupsIn,
  inGroups,
  range,
  said,
  some,
} from '../derive/some.test-setup.ts';
import type { DrawnVariant } from '../drawn-variant.ts';
import { rowsInGroups } from '../grouped.ts';
import { dense, strangeness } from '../layout.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { denserLayouts } from './denser-layouts.ts';
import { axisGroups, shorter, thinner } from './fewer-indices.ts';
import { fewerMembers } from './fewer-members.ts';
import { fewerRequests } from './fewer-requests.ts';
import { smallerExtents, withGaps } from './kept-indices.ts';

const small = some({ extent: 4, volume: 24 });

describe('fewer indices', () => {
  test('are taken from axes together, where these are equally long', () => {
    const law = fc.property(some({ extent: 6, volume: 150 }), (problem) => {
      const shape = shapeOf(problem);
      for (const axes of axisGroups) {
        const [extent = 0, ...others] = axes.map((axis) => shape[axis]);
        const isCommon = others.every((other) => other === extent);
        const cut = (kept: readonly number[]): string =>
          said(axes.reduce((less, axis) => restrict(less, axis, kept), problem));
        const [heads, gaps] = [smallerExtents(extent).map(range), [...withGaps(extent)]];
        expect([...shorter(problem, axes)].map(said)).toEqual(isCommon ? heads.map(cut) : []);
        expect([...thinner(problem, axes)].map(said)).toEqual(isCommon ? gaps.map(cut) : []);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 60 });
    expect(new Set(axisGroups.map((axes) => axes.join())).size).toBe(7);
  });

  test('leave no layout that lies dense by then', () => {
    const views = some({ layouts: layoutKinds, extent: 3 });
    const law = fc.property(views, (problem) => {
      for (const next of [...shorter(problem, ['m', 'n', 'k']), ...thinner(problem, ['m'])]) {
        for (const layout of Object.values(next.layouts ?? {})) expect(layout).not.toEqual(dense);
        expect(Object.keys(next.layouts ?? { X: 1 }).length).toBeGreaterThan(0);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 60 });
  });
});

describe('fewer members', () => {
  const batched = fc.oneof(
    ...(['leading', 'broadcast', 'X alone'] as const).map((batch) =>
      some({ batch, extent: 3, volume: 12 }),
    ),
  );

  test('each member along an axis is offered without the axis, boldest first, and then fewer of them', () => {
    const law = fc.property(batched, (problem) => {
      const { batch } = problem;
      if (batch === undefined) return;
      const offered = [...fewerMembers(problem)];
      const alone = joined(batch).flatMap((extent, axis) =>
        range(extent).map((kept) => JSON.stringify(contents(restrictBatch(problem, axis, [kept])))),
      );
      const left = offered.filter((next) => (next.batch?.X.length ?? 0) < batch.X.length);
      expect(left.map((next) => JSON.stringify(contents(next)))).toEqual(alone);
      const same = new Set(
        offered.map((next) => JSON.stringify([next.batch?.X.length, contents(next)])),
      );
      for (const [axis, extent] of joined(batch).entries()) {
        for (const kept of [...smallerExtents(extent).map(range), ...withGaps(extent)]) {
          const fewer = contents(restrictBatch(problem, axis, kept));
          expect(same).toContain(JSON.stringify([batch.X.length, fewer]));
        }
      }
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });

  test('an operand need not have leading axes of extent 1, also where it has fewer members at once', () => {
    const law = fc.property(some({ batch: 'broadcast', extent: 3, volume: 12 }), (problem) => {
      const { batch } = problem;
      if (batch === undefined) return;
      const offered = [...fewerMembers(problem)].filter(
        (next) => next.batch?.X.length === batch.X.length,
      );
      for (const operand of ['X', 'W'] as const) {
        const lower = offered.filter(
          (next) => (next.batch?.ranks[operand] ?? 9) < batch.ranks[operand],
        );
        const [first] = givenAxes(batch, operand);
        const longer = joined(batch).filter((extent) => extent > 1);
        expect(lower.length).toBe(first === 1 ? 1 + longer.length : 0);
        for (const next of lower.slice(0, 1)) expect(contents(next)).toEqual(contents(problem));
        for (const next of lower.slice(1)) {
          expectToFit(next);
          expect(batchSizes(next.batch).dY).toBeLessThan(batchSizes(batch).dY);
          expect(contents(problem)).toEqual(expect.arrayContaining(contents(next)));
        }
      }
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
    expect([...fewerMembers(at(fc.sample(small, { seed: 1, numRuns: 1 }), 0))]).toEqual([]);
  });

  test('of groups, each with rows is offered as a plain problem, each alone, fewer, and no rows beyond', () => {
    const law = fc.property(inGroups, (problem) => {
      const groups = groupsIn(problem);
      const offered = [...fewerMembers(problem)];
      const plain = offered.filter(({ batch }) => batch === undefined);
      expect(plain.map(({ X }) => X.rows)).toEqual(groups.filter((rows) => rows > 0));
      for (const { X, W } of plain) expect(W.rows).toBe(X.cols);
      const sets = [
        ...(groups.length > 1 ? range(groups.length).map((e) => [e]) : []),
        ...smallerExtents(groups.length).map(range),
        ...withGaps(groups.length),
      ];
      const rows = rowsInGroups(groups);
      const tail = rows < problem.X.rows ? [restrict(problem, 'm', range(rows))] : [];
      const expected = [...sets.map((kept) => restrictGroups(problem, kept)), ...tail];
      expect(offered.slice(plain.length).map(said)).toEqual(expected.map(said));
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });
});

describe('denser layouts', () => {
  test('come as none at all, then without each, then plainer ones, and never as what is dense', () => {
    const law = fc.property(some({ layouts: layoutKinds }), (problem) => {
      const { layouts, ...plain } = problem;
      const offered = [...denserLayouts(problem)];
      if (layouts === undefined) {
        expect(offered).toEqual([]);
        return;
      }
      const names = Object.keys(layouts);
      expect(said(at(offered, 0))).toBe(said(plain));
      const fewer = offered
        .slice(1)
        .filter((next) => Object.keys(next.layouts ?? {}).length < names.length);
      for (const name of names.length > 1 ? names : []) {
        const others = Object.fromEntries(
          Object.entries(layouts).filter(([other]) => other !== name),
        );
        expect(fewer.map((next) => JSON.stringify(next.layouts))).toContain(JSON.stringify(others));
      }
      const total = (next: Problem): number =>
        Object.values(next.layouts ?? {}).reduce((sum, layout) => sum + strangeness(layout), 0);
      for (const next of offered) {
        expect(total(next)).toBeLessThan(total(problem));
        expect(said({ ...next, layouts })).toBe(said({ ...plain, layouts }));
        if (next.layouts !== undefined) expect(total(next)).toBeGreaterThan(0);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 60 });
  });

  test('keep the other operands as they lie', () => {
    const [problem] = fc.sample(some({ fixed: { m: 3, n: 3, k: 3 } }), { seed: 1, numRuns: 1 });
    if (problem === undefined) throw new Error('one was drawn');
    const [X, W] = [
      { ...dense, gap: 2 },
      { ...dense, columnMajor: true },
    ];
    const offered = [...denserLayouts({ ...problem, layouts: { X, W } })].map(
      ({ layouts }) => layouts,
    );
    expect(offered.slice(0, 2)).toEqual([undefined, { W }]);
    expect(offered).toContainEqual({ X: { ...dense, gap: 1 }, W });
    expect(offered).toContainEqual({ X });
  });
});

describe('fewer requests', () => {
  const [plain] = fc.sample(some({ fixed: { m: 1, n: 2, k: 2 } }), { seed: 1, numRuns: 1 });
  const asked = (variant?: DrawnVariant) => {
    if (plain === undefined) throw new Error('one was drawn');
    return [...fewerRequests({ ...plain, ...(variant && { variant }) })].map(
      (next) => next.variant,
    );
  };

  test('are for nothing besides, for one thing, or for all but one', () => {
    expect(asked()).toEqual([]);
    expect(asked({ alpha: 2 })).toEqual([undefined]);
    expect(asked({ alpha: 2, bias: true })).toEqual([undefined, { alpha: 2 }, { bias: true }]);
    expect(asked({ alpha: 2, bias: true, transW: true })).toEqual([
      ...[undefined, { alpha: 2 }, { bias: true }, { transW: true }],
      ...[
        { bias: true, transW: true },
        { alpha: 2, transW: true },
        { alpha: 2, bias: true },
      ],
    ]);
  });

  test('are none that the shape forbids', () => {
    expect(asked({ vectorX: true, vectorW: true })).toEqual([undefined, { vectorX: true }]);
  });
});
