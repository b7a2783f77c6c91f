import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { meet } from '../../certified/balls.ts';
import { boundsOf } from './bounds-of.ts';
import { ofOtherShapes, rowOfBalls } from './row-of-balls.test-setup.ts';

const small = fc.integer({ min: -4, max: 4 });
const radius = fc.integer({ min: 0, max: 3 });
/** An answer, its radius, what is expected, and the radius of that. */
const entry = fc.tuple(small, radius, small, radius);

test('a bound is vacuous where an answer of 0 passes, of entries that are not 0', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      const actual = rowOfBalls(...entries.map(([mid, rad]) => [mid, rad] as const));
      const expected = rowOfBalls(...entries.map(([, , mid, rad]) => [mid, rad] as const));
      const others = entries.filter(([, , mid]) => mid !== 0);
      const passing = others.filter(([, rad, ...ball]) =>
        meet(rowOfBalls([0, rad]), rowOfBalls(ball)),
      );
      const counted = { entries: others.length, vacuous: passing.length };
      expect(boundsOf({ actual, expected })).toEqual(counted);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a bound is vacuous where 0 is on its very edge', () => {
  const row = rowOfBalls([-3, 2], [-3, 1], [3, 2]);
  const actual = rowOfBalls([-3, 1], [-3, 1], [3, 1]);
  expect(boundsOf({ actual, expected: row })).toEqual({ entries: 3, vacuous: 2 });
});

test('nothing is counted of what has another shape', () => {
  for (const comparison of ofOtherShapes)
    expect(boundsOf(comparison)).toEqual({ entries: 0, vacuous: 0 });
});
