import { describe, expect, test } from 'vitest';
import { at } from '../src/at.ts';
import { adjointIdentity } from './adjoint-identity.ts';
import { heard, problemOf } from './heard.test-setup.ts';

describe('adjoint-identity', () => {
  test('takes directions of small integers of both signs', async () => {
    const all = new Set<number>();
    for (const salt of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { asked } = await heard(adjointIdentity, problemOf([2, 3, 2], {}, salt));
      for (const entry of at(asked, 1).X.toArray()) all.add(entry);
    }
    expect([...all].sort((a, b) => a - b)).toEqual([-3, -2, -1, 1, 2, 3]);
  });

  test.each([
    ['1', [1, 1, 1], true],
    ['2^996', [2 ** 400, 2 ** 400, 2 ** 193], true],
    ['2^1000', [2 ** 400, 2 ** 400, 2 ** 197], false],
    ['2^1003, of X', [2 ** 800, 2 ** 100, 2 ** 100], false],
    ['2^-997', [2 ** -400, 2 ** -400, 2 ** -200], true],
  ] as const)(
    'asks for ⟨dX, X⟩ where eight terms of at most %s are numbers',
    async (_, [X, W, dY], is) => {
      const entries = { X: (i: number) => (i === 0 ? X : 1), W: () => W, dY: () => dY };
      const { comparisons } = await heard(adjointIdentity, problemOf([2, 2, 2], entries), {
        hasForward: false,
      });
      expect(comparisons.some(({ where }) => where === '⟨dX, X⟩')).toBe(is);
    },
  );
});
