import { expect, test } from 'vitest';
import { apart, numberText } from './number-text.ts';

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

test('two numbers that look alike in short have all their digits', () => {
  expect(apart(1, 2)).toEqual(['1', '2']);
  expect(apart(-160000000.5, -160000000.25)).toEqual(['−160000000.5', '−160000000.25']);
  expect(apart(1, 1 + 2 ** -52)).toEqual(['1', '1.0000000000000002']);
  expect(apart(3, 3)).toEqual(['3', '3']);
});
