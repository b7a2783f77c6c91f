import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import { judge } from '../judge/judge.ts';
import { profiles } from '../run/profiles.ts';
import { closenessOf } from './closeness-of.ts';
import { ofOtherShapes, rowOfBalls } from './row-of-balls.test-setup.ts';

test.each([
  [
    'the nearest of those that may be off',
    rowOfBalls([1, 1], [2, 0], [3, 3]),
    rowOfBalls([1.5, 1], [2, 0], [6, 1]),
    0.75,
  ],
  ['the largest, wherever it is', rowOfBalls([2, 1], [1, 1]), rowOfBalls([0, 3], [1, 1]), 0.5],
  ['all of what is allowed, on the edge', rowOfBalls([3, 1]), rowOfBalls([0, 2]), 1],
  ['nothing where nothing may be off', rowOfBalls([1, 0]), rowOfBalls([1, 0]), 0],
  ['nothing of what is too far off', rowOfBalls([9, 1]), rowOfBalls([0, 1]), 0],
  [
    'nothing of what may be anything',
    rowOfBalls([9, Number.POSITIVE_INFINITY]),
    rowOfBalls([0, 1]),
    0,
  ],
])('closeness is %s', (...[, actual, expected, closeness]) => {
  const tenths = Array<number>(10).fill(0);
  expect(closenessOf({ actual, expected }, tenths)).toBe(closeness);
  expect(tenths.some((count) => count > 0)).toBe(closeness > 0);
});

test('each entry that may be off is counted in its tenth, one that is not off in the first', () => {
  const offs = [0, 1, 10, 11, 35, 90, 91, 100, 100, 101];
  const actual = rowOfBalls(...offs.map((off) => [off, 60] as const));
  const expected = rowOfBalls(...offs.map(() => [0, 40] as const));
  const tenths = Array<number>(10).fill(0);
  closenessOf({ actual, expected }, tenths);
  expect(tenths).toEqual([3, 1, 0, 1, 0, 0, 0, 0, 1, 3]);
  closenessOf({ actual, expected }, tenths);
  expect(tenths).toEqual([6, 2, 0, 2, 0, 0, 0, 0, 2, 6]);
});

test('nothing is close to what has another shape', () => {
  for (const comparison of ofOtherShapes) {
    const tenths = Array<number>(10).fill(0);
    expect(closenessOf(comparison, tenths)).toBe(0);
    expect(tenths).toEqual(Array(10).fill(0));
  }
});

test('a judgement has the closest of its problems, each time the same', async () => {
  const plan = { ...profiles.smoke, seed: 1 };
  const [first, second] = await Promise.all(
    [1, 2].map(() => judge(equation1, new Border(reference), plan)),
  );
  expect(first?.evidence.closest).toBeGreaterThan(0);
  expect(first?.evidence.closest).toBeLessThan(1);
  expect(second?.evidence).toEqual(first?.evidence);
  const { drawn, distances = {} } = first?.evidence ?? {};
  const asked = Object.values(drawn?.extents ?? {}).reduce((sum, count) => sum + count, 0);
  expect(asked).toBe(first?.runs);
  expect(Object.keys(distances).every((length) => /\d/.test(length))).toBe(true); // of dX alone
});
