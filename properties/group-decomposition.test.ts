import { describe, expect, test } from 'vitest';
import { everyClaim } from '../bank/engine/subject-of.ts';
import { at } from '../src/at.ts';
import type { Subject } from '../src/contract/subject.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import type { Problem } from '../src/problem/problem.ts';
import { groupDecomposition } from './group-decomposition.ts';
import { heard, problemOf } from './heard.test-setup.ts';

describe('group-decomposition', () => {
  /** Groups of 2, 0 and 1 rows, and as many rows beyond them. */
  function groupsOf(beyond: number): Problem {
    const batch = { X: [], W: [3], ranks: { X: 0, W: 1 }, groups: [2, 0, 1] };
    return { ...problemOf([3 + beyond, 2, 2], {}), W: Matrix.of([6, 2], () => 1), batch };
  }
  const { nonFinite: _, ...finite } = everyClaim;
  const wordsOf = async (problem: Problem, subject: Partial<Subject> = {}): Promise<string[]> =>
    (await heard(groupDecomposition, problem, { subject })).comparisons.map(({ where }) => where);

  test('compares every group that has rows, and the gradient of every matrix', async () => {
    expect(await wordsOf(groupsOf(0))).toEqual([
      ...['dX of group 0, rows 0 to 1', 'dX of group 2, rows 2 to 2'],
      ...['dW of group 0, of 2 rows', 'dW of group 1, of 0 rows', 'dW of group 2, of 1 rows'],
      ...['Y of group 0, rows 0 to 1', 'Y of group 2, rows 2 to 2'],
    ]);
  });

  test('asks nothing of Y where there is no forward pass', async () => {
    const { comparisons } = await heard(groupDecomposition, groupsOf(1), { hasForward: false });
    expect(comparisons.filter(({ where }) => where.startsWith('Y'))).toEqual([]);
  });

  test('looks beyond the groups where 0 is claimed there, and once more at NaN', async () => {
    const beyond = (await wordsOf(groupsOf(2))).filter((each) => each.includes('beyond'));
    expect(beyond).toHaveLength(2 + 6);
    expect(beyond[0]).toBe('dX beyond the groups, from row 3');
  });

  test('does not look beyond the groups where any numbers may be there', async () => {
    const claims = { ...everyClaim, grouping: 'any tail' } as const;
    const words = await wordsOf(groupsOf(2), { claims });
    expect(words.filter((each) => /beyond the groups, from/.test(each))).toEqual([]);
    expect(words.filter((each) => /with NaN beyond/.test(each))).toHaveLength(5);
  });

  test.each<[string, Partial<Subject>]>([
    ['nobody claims to know NaN', { claims: finite }],
    ['X has no NaN', { formats: { X: 'float4_e2m1fn' } }],
    ['dY has no NaN', { formats: { dY: 'float4_e2m1fn' } }],
    [
      'X is coded',
      { formats: { X: { codes: 'float8_e4m3fn', scales: 'float32', block: [1, 1] } } },
    ],
  ])('asks nothing about NaN where %s', async (_, subject) => {
    const { asked } = await heard(groupDecomposition, groupsOf(2), { subject });
    expect(
      asked.flatMap(({ X, dY }) => [X, dY]).some((each) => each.toArray().some(Number.isNaN)),
    ).toBe(false);
  });

  test('puts NaN into all rows beyond the groups, and into no other', async () => {
    const { asked } = await heard(groupDecomposition, groupsOf(2));
    const { X, dY } = at(asked, 2);
    for (const matrix of [X, dY]) {
      const rows = [0, 1, 2, 3, 4].filter((i) => Number.isNaN(matrix.at(i, 0)));
      expect(rows).toEqual([3, 4]);
    }
  });
});
