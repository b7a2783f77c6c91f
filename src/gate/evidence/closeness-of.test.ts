import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { Balls } from '../../certified/balls.ts';
import { reference } from '../../contract/reference.ts';
import { judge } from '../judge/judge.ts';
import { profiles } from '../run/profiles.ts';
import { closenessOf } from './closeness-of.ts';

/** One row of balls. */
function balls(...entries: readonly (readonly [mid: number, rad: number])[]): Balls {
  return Balls.of([1, entries.length], (_, j) => {
    const [mid = 0, rad = 0] = entries[j] ?? [];
    return { mid, rad };
  });
}

test.each([
  [
    'the nearest of those that may be off',
    balls([1, 1], [2, 0], [3, 3]),
    balls([1.5, 1], [2, 0], [6, 1]),
    0.75,
  ],
  ['nothing where nothing may be off', balls([1, 0]), balls([1, 0]), 0],
  ['nothing of what is too far off', balls([9, 1]), balls([0, 1]), 0],
  ['nothing of what may be anything', balls([9, Number.POSITIVE_INFINITY]), balls([0, 1]), 0],
  ['nothing of another shape', balls([1, 1]), balls([2, 1], [3, 1]), 0],
])('closeness is %s', (...[, actual, expected, closeness]) => {
  const tenths = Array<number>(10).fill(0);
  expect(closenessOf({ actual, expected }, tenths)).toBe(closeness);
  expect(tenths.some((count) => count > 0)).toBe(closeness > 0);
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
