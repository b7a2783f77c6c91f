import { expect, test } from 'vitest';
import { chance, drawFrom, drawPermutation, pick, pickWeighted } from './draw.ts';

/** How often each of them is drawn. */
function counts<T>(times: number, drawn: () => T): Map<T, number> {
  const all = new Map<T, number>();
  for (let i = 0; i < times; i += 1) {
    const one = drawn();
    all.set(one, (all.get(one) ?? 0) + 1);
  }
  return all;
}

test('the same seed gives the same numbers, and another one others', () => {
  const numbers = (seed: number): number[] => {
    const draw = drawFrom(seed);
    return Array.from({ length: 20 }, () => draw.integer(-5, 1000));
  };
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
  expect(numbers(3).every((each) => each >= -5 && each <= 1000)).toBe(true);
});

test('of a list each is picked, and by weight as often as it weighs', () => {
  const draw = drawFrom(1);
  const alike = counts(3000, () => pick(draw, ['a', 'b', 'c']));
  for (const each of ['a', 'b', 'c']) expect(alike.get(each)).toBeGreaterThan(800);
  const weighed = counts(4000, () => pickWeighted(draw, { a: 1, none: 0, b: 3, c: 4 }));
  expect([...weighed.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  for (const [each, weight] of [
    ['a', 1],
    ['b', 3],
    ['c', 4],
  ] as const) {
    expect((weighed.get(each) ?? 0) / 500).toBeGreaterThan(weight - 0.3);
    expect((weighed.get(each) ?? 0) / 500).toBeLessThan(weight + 0.3);
  }
});

test('a chance is never, always, or so many times in a hundred', () => {
  const draw = drawFrom(1);
  const often = (percent: number): number =>
    counts(5000, () => chance(draw, percent)).get(true) ?? 0;
  expect([often(0), often(100)]).toEqual([0, 5000]);
  expect(often(1)).toBeGreaterThan(0);
  expect(often(99)).toBeLessThan(5000);
  expect(often(30)).toBeGreaterThan(1300);
  expect(often(30)).toBeLessThan(1700);
});

test('every permutation is drawn, all alike often', () => {
  const draw = drawFrom(1);
  const seen = counts(6000, () => drawPermutation(draw, 4).join(''));
  expect(seen.size).toBe(24);
  for (const [order, count] of seen) {
    expect([...order].toSorted().join('')).toBe('0123');
    expect(count).toBeGreaterThan(150);
    expect(count).toBeLessThan(350);
  }
  expect([drawPermutation(draw, 0), drawPermutation(draw, 1)]).toEqual([[], [0]]);
});
