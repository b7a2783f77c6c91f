import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../../at.ts';
import { batchSizes, givenAxes, joined } from '../batch.ts';
import { groupsOf, rowsInGroups } from '../grouped.ts';
import { shapeOf } from '../problem.ts';
import { groupProblems, restrict, restrictGroups, withoutMembers } from './restrict.ts';
import {
  anySize,
  contents,
  expectToFit,
  groupsIn,
  inGroups,
  plainOrBatched,
  range,
  rowsIn,
  some,
} from './some.test-setup.ts';
import { columnOf, columnsOf, rowOf, rowsOf, splitAt } from './split-at.ts';

const axes = ['m', 'n', 'k'] as const;
const picks = fc.array(fc.nat({ max: 30 }), { maxLength: 6 });

/** The matrix with these rows and columns. */
function picked(rows: number[][], down: readonly number[], right: readonly number[]): number[][] {
  return down.map((i) => right.map((j) => at(at(rows, i), j)));
}

test('of every member what is kept is what is named, in that order', () => {
  const law = fc.property(anySize, picks, fc.constantFrom(...axes), (problem, some, axis) => {
    const shape = shapeOf(problem);
    const kept = shape[axis] === 0 ? [] : some.map((i) => i % shape[axis]);
    const less = restrict(problem, axis, kept);
    expectToFit(less);
    expect(shapeOf(less)).toEqual({ ...shape, [axis]: kept.length });
    const of = (name: 'm' | 'n' | 'k'): number[] => (name === axis ? kept : range(shape[name]));
    expect(contents(less)).toEqual(
      contents(problem).map(([X = [], W = [], dY = []]) => [
        picked(X, of('m'), of('n')),
        picked(W, of('n'), of('k')),
        picked(dY, of('m'), of('k')),
      ]),
    );
  });
  fc.assert(law, { seed: 1, numRuns: 150 });
});

test('rows of groups stay in order, each with its group', () => {
  const law = fc.property(inGroups, picks, (problem, some) => {
    const kept = some.map((i) => i % problem.X.rows);
    const less = restrict(problem, 'm', kept);
    expectToFit(less);
    const sorted = kept.toSorted((p, q) => p - q);
    expect(less.W).toBe(problem.W);
    expect(rowsIn(less.X)).toEqual(sorted.map((i) => at(rowsIn(problem.X), i)));
    expect(rowsIn(less.dY)).toEqual(sorted.map((i) => at(rowsIn(problem.dY), i)));
    const groupOf = (groups: readonly number[], row: number): number =>
      groupsOf(groups).findIndex(({ from, to }) => row >= from && row < to);
    const [before, after] = [groupsIn(problem), groupsIn(less)];
    expect(sorted.map((_, row) => groupOf(after, row))).toEqual(
      sorted.map((row) => groupOf(before, row)),
    );
  });
  fc.assert(law, { seed: 1, numRuns: 150 });
});

test('a group is its rows and its member of W; some of them are these, and the rows beyond', () => {
  const law = fc.property(inGroups, fc.nat(), (problem, salt) => {
    const groups = groupsIn(problem);
    const all = groupProblems(problem, groups);
    const { X, W, dY } = problem;
    for (const [e, { from, to }] of groupsOf(groups).entries()) {
      const { X: x, W: w, dY: y, salt: same } = at(all, e);
      expect([rowsIn(x), rowsIn(y)]).toEqual([X, dY].map((one) => rowsIn(one).slice(from, to)));
      expect(rowsIn(w)).toEqual(rowsIn(W).slice(e * X.cols, (e + 1) * X.cols));
      expect(same).toBe(problem.salt);
    }
    const kept = range(groups.length).filter((e) => ((salt >> e) & 1) === 1);
    const fewer = restrictGroups(problem, kept);
    expectToFit(fewer);
    expect(groupsIn(fewer)).toEqual(kept.map((e) => groups[e]));
    const beyond = rowsIn(X).slice(rowsInGroups(groups));
    expect(rowsIn(fewer.X).slice(rowsInGroups(groupsIn(fewer)))).toEqual(beyond);
    expect(groupProblems(fewer, groupsIn(fewer)).map(({ X: x }) => rowsIn(x))).toEqual(
      kept.map((e) => rowsIn(at(all, e).X)),
    );
    expect(rowsIn(fewer.W)).toEqual(kept.flatMap((e) => rowsIn(at(all, e).W)));
  });
  fc.assert(law, { seed: 1, numRuns: 150 });
});

test('without members, an axis that is given has extent 0, and members would have the shape they had', () => {
  const law = fc.property(plainOrBatched, fc.nat(), (problem, which) => {
    const { batch } = problem;
    if (batch === undefined) {
      expect(withoutMembers(problem, which)).toBe(problem);
      return;
    }
    const axis = which % batch.X.length;
    const none = withoutMembers(problem, axis);
    expectToFit(none);
    expect(shapeOf(none)).toEqual(shapeOf(problem));
    const isGiven = axis >= batch.X.length - Math.max(batch.ranks.X, batch.ranks.W);
    expect(batchSizes(none.batch).dY).toBe(isGiven ? 0 : batchSizes(batch).dY);
    expect('m' in (none.batch ?? {})).toBe(batchSizes(none.batch).X === 0);
    const isLone = at(joined(batch), axis) === 1;
    for (const name of ['X', 'W', 'dY'] as const) {
      const given = givenAxes(batch, name);
      const own = axis - (batch.X.length - given.length);
      const isEmptied = isLone || given[own] !== 1;
      const less = given.map((extent, i) => (i === own && isEmptied ? 0 : extent));
      expect(givenAxes(none.batch, name)).toEqual(less);
      if (!less.includes(0)) expect(rowsIn(none[name])).toEqual(rowsIn(problem[name]));
    }
  });
  fc.assert(law, { seed: 1, numRuns: 150 });
});

test('an axis that no operand is given with stays where it is', () => {
  const [plain] = fc.sample(some(), { seed: 1, numRuns: 1 });
  if (plain === undefined) throw new Error('one was drawn');
  const problem = { ...plain, batch: { X: [1], W: [1], ranks: { X: 0, W: 0 } } };
  expect(withoutMembers(problem, 0)).toEqual(problem);
});

test('a cut leaves what is before it, and what is not', () => {
  const law = fc.property(some(), fc.nat(), fc.constantFrom(...axes), (problem, where, axis) => {
    const extent = shapeOf(problem)[axis];
    const place = where % (extent + 1);
    const halves = splitAt(problem, axis, place).map(contents);
    const parts = [range(extent).slice(0, place), range(extent).slice(place)];
    expect(halves).toEqual(parts.map((kept) => contents(restrict(problem, axis, kept))));
  });
  fc.assert(law, { seed: 1, numRuns: 100 });
});

test('one row or column, with all that it meets, is the problem restricted to it', () => {
  const law = fc.property(some(), (problem) => {
    const { m, k } = shapeOf(problem);
    const rows = [...rowsOf(problem)].map((row) => [row.i, contents(row.problem)]);
    expect(rows).toEqual(range(m).map((i) => [i, contents(restrict(problem, 'm', [i]))]));
    expect(rows).toEqual(range(m).map((i) => [i, contents(rowOf(problem, i))]));
    const columns = [...columnsOf(problem)].map((column) => [column.j, contents(column.problem)]);
    expect(columns).toEqual(range(k).map((j) => [j, contents(restrict(problem, 'k', [j]))]));
    expect(columns).toEqual(range(k).map((j) => [j, contents(columnOf(problem, j))]));
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});
