import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { until } from './until.ts';

const numbers = fc.integer({ min: 0, max: 1000 });
const seeds = { seed: 5, numRuns: 50 };

/** The numbers that are tried, until one is large, and then as it is shrunk. */
function tried(arbitrary: fc.Arbitrary<number>, isOver: () => boolean = () => false): number[] {
  const all: number[] = [];
  fc.check(
    fc.property(until(isOver, arbitrary), (value) => {
      all.push(value);
      return value < 400;
    }),
    seeds,
  );
  return all;
}

/** Without it. */
function plainly(arbitrary: fc.Arbitrary<number>): number[] {
  const all: number[] = [];
  fc.check(
    fc.property(arbitrary, (value) => {
      all.push(value);
      return value < 400;
    }),
    seeds,
  );
  return all;
}

test('the same is drawn and offered as without it, while it is not over', () => {
  expect(tried(numbers)).toEqual(plainly(numbers));
  expect(tried(numbers).at(-1)).toBeLessThan(400); // it was shrunk as far as it goes
});

test('nothing smaller is offered once it is over, from the start or on the way', () => {
  const first = plainly(numbers).findIndex((value) => value >= 400);
  expect(tried(numbers, () => true)).toEqual(plainly(numbers).slice(0, first + 1));
  let left = 3;
  const some = tried(numbers, () => left-- <= 0);
  expect(some.length).toBeGreaterThan(first + 1);
  expect(some.length).toBeLessThan(plainly(numbers).length);
});

test('examples shrink as they do without it', () => {
  const wrapped = until(() => false, numbers);
  expect(wrapped.canShrinkWithoutContext(7)).toBe(true);
  expect(wrapped.canShrinkWithoutContext(7000)).toBe(false);
  const { counterexample } = fc.check(
    fc.property(wrapped, (value) => value < 400),
    { examples: [[987]], numRuns: 1 },
  );
  expect(counterexample).toEqual([400]);
});
