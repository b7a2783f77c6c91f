import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Balls } from '../../certified/balls.ts';
import { agree, fact, identical } from '../../property/property.ts';
import { findDisagreement } from './find-disagreement.ts';

/** One row of balls of this radius. */
function row(entries: readonly number[], rad = 0): Balls {
  return Balls.of([1, entries.length], (_, j) => ({ mid: entries[j] ?? 0, rad }));
}

/** Which entries disagree. */
function wrong(actual: Balls, expected: Balls, compare = agree): number[] {
  const found = findDisagreement(compare('dX', actual, expected));
  return found?.kind === 'entries' ? found.wrong.map(([, j]) => j) : [];
}

const [NaN_, Inf] = [Number.NaN, Number.POSITIVE_INFINITY];

describe('entries disagree', () => {
  test.each<[string, [Balls, Balls], number[]]>([
    ['where balls do not meet', [row([1, 2, 3]), row([1, 2.5, 4])], [1, 2]],
    ['not where they meet', [row([1, 2, 3], 0.25), row([1.5, 2, 3], 0.25)], []],
    ['where one is NaN', [row([NaN_, 1]), row([0, 1])], [0]],
    ['where there is an infinity', [row([Inf, 1]), row([Inf, 1])], [0]],
    ['where there are infinities alone', [row([Inf]), row([Inf])], [0]],
    ['not where it may overflow', [row([Inf], Inf), row([1])], []],
  ])('%s', (_, [actual, expected], places) => {
    expect(wrong(actual, expected)).toEqual(places);
  });

  test.each<[string, [Balls, Balls], number[]]>([
    ['where midpoints differ, whatever the radii', [row([1, 2], 9), row([1, 3], 9)], [1]],
    ['not where they are the same', [row([1, -0], 9), row([1, 0], 9)], []],
    ['where they are not finite', [row([NaN_, Inf]), row([NaN_, Inf])], [0, 1]],
    ['not where they may overflow', [row([NaN_, 1], Inf), row([1, Inf], Inf)], []],
  ])('bit by bit: %s', (_, [actual, expected], places) => {
    expect(wrong(actual, expected, identical)).toEqual(places);
  });
});

describe('a disagreement', () => {
  test('has the first wrong entry, what it may be off by, and how far beyond that it is', () => {
    const found = findDisagreement(agree('dX', row([1, 4, 9], 0.5), row([1, 2, 3], 0.25)));
    expect(found).toMatchObject({
      ...{ kind: 'entries', where: 'dX', entry: [0, 1], radius: 0.75 },
      wrong: [
        [0, 1],
        [0, 2],
      ],
    });
    expect(found?.kind === 'entries' && found.excess).toBeCloseTo(1.25, 12);
    expect(found?.kind === 'entries' && found.allowed?.toArray()).toEqual(
      Float64Array.of(0.75, 0.75, 0.75),
    );
  });

  test('allows something where some entry need not be exact', () => {
    const expected = Balls.of([1, 2], (_, j) => ({ mid: 1, rad: j }));
    const found = findDisagreement(agree('dX', row([2, 9]), expected));
    expect(found?.kind === 'entries' && found.allowed?.toArray()).toEqual(Float64Array.of(0, 1));
  });

  test('allows nothing where all is exact, or bits are compared', () => {
    const exact = findDisagreement(agree('dX', row([1]), row([2])));
    expect(exact).toMatchObject({ radius: 0, excess: 1 });
    expect(exact).not.toHaveProperty('allowed');
    const bits = findDisagreement(identical('dX', row([1], 5), row([2], 5)));
    expect(bits).toMatchObject({ radius: 0, excess: 1 });
    expect(bits).not.toHaveProperty('allowed');
    expect(findDisagreement(identical('dX', row([Inf]), row([2])))).toMatchObject({ excess: Inf });
  });

  test('has the sentence of its entry, and the problem that was asked', () => {
    const explain = (actual: number, i: number, j: number): string => `${actual} at ${i},${j}`;
    const plain = agree('dX', row([1, 4]), row([1, 2]));
    expect(findDisagreement({ ...plain, explain })).toMatchObject({ sentence: '4 at 0,1' });
    expect(findDisagreement(plain)).not.toHaveProperty('sentence');
    expect(findDisagreement(plain)).not.toHaveProperty('asked');
    const asked = problemOf([1, 1, 2], {});
    expect(findDisagreement({ ...plain, asked })).toHaveProperty('asked', asked);
  });

  test('of two shapes is their sizes', () => {
    expect(findDisagreement(agree('dX', row([1, 2]), row([1])))).toEqual({
      ...{ kind: 'fact', where: 'dX', expected: '1×1', actual: '1×2' },
    });
    expect(findDisagreement(agree('dX', row([1, 2]), row([1, 2]).row(0)))).toBeUndefined();
    const taller = Balls.of([2, 1], () => ({ mid: 1, rad: 0 }));
    expect(findDisagreement(agree('dX', taller, row([1])))).toMatchObject({ actual: '2×1' });
  });

  test('of what is not so is that, and of what is so nothing', () => {
    const sides = { expected: 'this', actual: 'that' };
    expect(findDisagreement(fact('X', { ...sides, holds: false }))).toEqual({
      ...{ kind: 'fact', where: 'X', ...sides },
    });
    expect(findDisagreement(fact('X', { ...sides, holds: true }))).toBeUndefined();
  });
});
