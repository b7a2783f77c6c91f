import { expect, test } from 'vitest';
import { fullBudget, noBudget, smallBudget } from './shrink-budget.ts';

test('a property that fails as one before it gets less, and says after which', () => {
  const { calls, milliseconds, after } = smallBudget('equation-1');
  expect(after).toBe('equation-1');
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThan(fullBudget.calls / 10);
  expect(milliseconds).toBeLessThanOrEqual(fullBudget.milliseconds / 10);
  expect(fullBudget.after).toBeUndefined();
});

test('where that is a hang it gets nothing: each more of them costs as much time', () => {
  expect(noBudget('equation-1')).toEqual({ calls: 0, milliseconds: 0, after: 'equation-1' });
});
