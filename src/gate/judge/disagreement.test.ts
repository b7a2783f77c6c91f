import { expect, test } from 'vitest';
import { isEnd } from './disagreement.ts';

test('a hang or an end is one, and neither a throw, by whatever claim, nor a wrong answer is', () => {
  const crash = { kind: 'crash', message: 'it is gone' } as const;
  expect(isEnd(crash)).toBe(true);
  expect(isEnd({ ...crash, threw: {} })).toBe(false);
  expect(isEnd({ ...crash, threw: { bias: true } })).toBe(false);
  expect(isEnd({ kind: 'fact', where: 'dX', expected: '2×2', actual: '2×3' })).toBe(false);
});
