import { expect, test } from 'vitest';
import { numberText } from './number-text.ts';

test.each([
  [0, '0'],
  ['-0', '−0'],
  [-3, '−3'],
  [999_999, '999999'],
  [14_000_000_000_001, '1.40e13'],
  [0.5, '0.5'],
  [2.123456789, '2.123'],
  [-1.1754943508222875e-38, '−1.18e−38'],
  [0.000001, '1.00e−6'],
  ['NaN', 'NaN'],
  ['-Infinity', '−∞'],
] as const)('%s is written as %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});
