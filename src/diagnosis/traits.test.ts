import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { grouped } from '../problem/grouped.ts';
import type { Problem } from '../problem/problem.ts';
import { traitsOf } from './traits.ts';

function problemOf(groups: readonly number[], rows: number): Problem {
  const of = (height: number) => Matrix.of<never, never>([height, 1], () => 1);
  return { X: of(rows), W: of(groups.length), dY: of(rows), salt: 0, batch: grouped(groups) };
}

test.each<[groups: number[], rows: number, words: string[]]>([
  [[2, 2], 4, []],
  [[3], 4, ['rows beyond the last group']],
  [[0, 2], 2, ['a group without rows', 'a first group without rows', 'groups of unlike lengths']],
  [[2, 0], 2, ['a group without rows', 'a last group without rows', 'groups of unlike lengths']],
  [[2, 0, 2], 4, ['a group without rows', 'groups of unlike lengths']],
])('groups of %j of %i rows are told apart', (groups, rows, words) => {
  const { has, extents } = traitsOf(problemOf(groups, rows));
  const told = [...has].filter((each) => each.includes('group'));
  expect(told.toSorted()).toEqual(['groups', ...words].toSorted());
  expect(extents).toMatchObject({ m: rows, 'the number of groups': groups.length });
  expect(extents['the largest group']).toBe(Math.max(...groups));
  expect(has.has('a batch')).toBe(false);
});
