import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Balls } from '../../certified/balls.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import type { Seen } from '../seen.ts';
import { solved } from './solved.ts';

/** A wrong answer of these entries, where these are right. */
function seen(actual: readonly number[], right: readonly number[]): Seen {
  return {
    ...{ of: 'dX', problem: problemOf([1, 1, 1], {}), terms: {}, format: formats.float64 },
    ...{ answer: Balls.exact(Matrix.from([actual])), right: Matrix.from([right]) },
    wrong: actual.map((entry, place) => entry !== right[place]),
  };
}

/** What solves these, in words. */
function told(actual: readonly number[], right: readonly number[]): string[] {
  return solved([seen(actual, right)]).map((mistake) => mistake.sentence('dX'));
}

const anyEntry = fc.double({ min: 1, max: 2 ** 40, noNaN: true });

describe('wrong entries have', () => {
  test('a factor, which is told as what it is, though a quotient is rounded', () => {
    const factors = fc.constantFrom(2, 3, 5, 7, -3, 0.1, 1.0005, 1e-5);
    fc.assert(
      fc.property(fc.record({ entry: anyEntry, factor: factors }), ({ entry, factor }) => {
        expect(told([factor * entry], [entry])[0]).toBe(`it is multiplied by ${factor}`);
      }),
      { numRuns: 1000 },
    );
  });

  test('a factor that has many digits, where no shorter one is as near', () => {
    expect(told([1], [3])[0]).toBe(`it is multiplied by ${1 / 3}`);
    expect(told([1 + 2 ** -30], [1])[0]).toBe(`it is multiplied by ${1 + 2 ** -30}`);
  });

  test('an addend', () => {
    expect(told([4, 103], [1, 100])).toContain('3 is added to every entry');
  });

  test('no factor that a rounding would be, and nothing where all should be 0', () => {
    expect(told([1 + 2 ** -52], [1])).toEqual([`${2 ** -52} is added to every entry`]);
    expect(told([3, 4], [0, 0])).toEqual([]);
  });
});
