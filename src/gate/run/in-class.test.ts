import { expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import type { KnownProblem } from '../../verdict/known-failure.ts';
import type { Disagreement } from '../judge/disagreement.ts';
import type { Failure } from '../judge/failure.ts';
import { inClass } from './in-class.ts';

const wrong: Disagreement = { kind: 'fact', where: 'dX', expected: 'this', actual: 'that' };
const gone: Disagreement = { kind: 'crash', message: 'the process ended (code 3)' };

/** A failure of 2×3 times 3×1. */
const failure: Failure = { problem: problemOf([2, 3, 1], {}), disagreement: wrong };

function known(where: readonly string[] | undefined, words = 'dX'): KnownProblem {
  const look = { wrong: words, form: 'any', ...(where && { where }) };
  return { replay: 'equation-1/ci/1/0', ...look };
}

test('a problem is of the class whose every condition it meets', () => {
  expect(inClass(known(['n = 3', 'm ≥ 2']), failure)).toBe(true);
  expect(inClass(known(['n = 3', 'm ≥ 3']), failure)).toBe(false);
  expect(inClass(known([]), failure)).toBe(true);
});

test('it is outside of what holds where it lacks one thing of that', () => {
  expect(inClass(known(['not n = 1', 'not m = 2']), failure)).toBe(true);
  expect(inClass(known(['not n = 3', 'not m = 2']), failure)).toBe(false);
  expect(inClass(known(['not n = 3']), failure)).toBe(false);
  expect(inClass(known(['not n = 1', 'k = 1']), failure)).toBe(true);
  expect(inClass(known(['not n = 1', 'k = 2']), failure)).toBe(false);
  expect(inClass(known(['not n = 3', 'k = 1']), failure)).toBe(false);
});

test('of a failure without a class, and of a sequence of calls, none is', () => {
  expect(inClass(known(undefined), failure)).toBe(false);
  expect(inClass(known(['n = 3']), { ...failure, calls: [] })).toBe(false);
});

test('it must be wrong in the same way: the same result, or the same crash but for its numbers', () => {
  expect(inClass(known(['n = 3'], 'dW'), failure)).toBe(false);
  const crashed = { ...failure, disagreement: gone };
  expect(inClass(known(['n = 3'], 'crash: the process ended code'), crashed)).toBe(true);
  expect(inClass(known(['n = 3'], 'crash: the process ended'), crashed)).toBe(false);
  expect(inClass(known(['n = 3'], 'crash: the process hung'), crashed)).toBe(false);
});
