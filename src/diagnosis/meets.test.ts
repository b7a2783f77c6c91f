import { expect, test } from 'vitest';
import { conditionOf } from './condition.ts';
import { meets } from './meets.ts';
import type { Traits } from './traits.ts';

const traits: Traits = {
  extents: { m: 3, n: 1, k: 8 },
  counts: { m·k: 24, 'significant bits of X': 2 },
  exponents: { 'the largest |entry| of W': -2 },
  has: new Set(['a batch', 'a zero in X']),
};

test.each([
  ...['n = 1', 'm > n', 'm ≠ k', 'm ≤ k', 'k ≥ 8', 'm·k ≥ 24', 'm < k', 'k a multiple of 8'],
  ...['m no multiple of 2', 'a batch', 'without a zero in W', 'significant bits of X ≤ 2'],
  ...['the largest |entry| of W ≥ 2^-2', 'the largest |entry| of W < 2^-1'],
])('%s is met', (words) => {
  expect(meets(words, traits)).toBe(true);
});

test.each([
  ...['n > 1', 'm = n', 'm > k', 'm·k ≥ 25', 'k no multiple of 8', 'm a multiple of 2'],
  ...['without a batch', 'a zero in W', 'batch size > 1', 'batch size a multiple of 2'],
  ...['the largest |entry| of W ≥ 2^-1', 'the largest |entry| of X ≥ 2^-9'],
])('%s is not', (words) => {
  expect(meets(words, traits)).toBe(false);
});

test('it reads what conditions say: all that fails meets its own condition, what holds does not', () => {
  const like = (m: number, k: number, words: readonly string[]): Traits => ({
    ...{ extents: { m, n: 1, k }, counts: { m·k: m * k }, exponents: {}, has: new Set(words) },
  });
  const fail = Array.from({ length: 40 }, (_, at) => like(3 + at, 8, ['transX']));
  const hold = Array.from({ length: 40 }, (_, at) =>
    like(3 + at, at % 7, at % 2 ? ['transX'] : []),
  );
  const condition = conditionOf(fail, hold).map(({ words }) => words);
  expect(condition.length).toBeGreaterThan(0);
  expect(fail.every((each) => condition.every((words) => meets(words, each)))).toBe(true);
  expect(hold.some((each) => condition.every((words) => meets(words, each)))).toBe(false);
});
