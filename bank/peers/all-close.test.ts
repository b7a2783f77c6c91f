import { expect, test } from 'vitest';
import { allClose } from './all-close.ts';

test('allclose is relative to the expected side, and NaN and infinities are not close', () => {
  const close = (actual: number, expected: number) =>
    allClose(Float64Array.of(actual), Float64Array.of(expected), { atol: 0, rtol: 0.1 });
  expect(close(9, 10)).toBe(true);
  expect(close(10, 9)).toBe(false);
  expect(close(Number.NaN, Number.NaN)).toBe(false);
  expect(close(1, Number.POSITIVE_INFINITY)).toBe(false);
  expect(close(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(true);
});
