import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNumber, decodeNumbers, encodeNumber, numbersWithin } from './json-number.ts';

test('a number crosses JSON bit for bit', () => {
  const law = fc.property(fc.double(), (value) => {
    expect(decodeNumber('it', JSON.parse(JSON.stringify(encodeNumber(value))))).toBe(value);
  });
  fc.assert(law, { seed: 1, examples: [[-0], [Number.NaN], [Infinity], [-Infinity], [5e-324]] });
  expect([-0, Number.NaN, Infinity, -Infinity, 0, 0.1].map(encodeNumber)).toEqual([
    '-0',
    'NaN',
    'Infinity',
    '-Infinity',
    0,
    0.1,
  ]);
});

test.each([
  ['nan', Number.NaN],
  ['-NaN', Number.NaN],
  ['inf', Infinity],
  ['+Infinity', Infinity],
  ['-inf', -Infinity],
  ['1e-3', 0.001],
  [' -0 ', -0],
])('%s is read', (text, value) => {
  expect(decodeNumber('it', text)).toBe(value);
});

test.each(['', 'one', '1 2', 'infinite', '1e999', null, [], true])('%j is no number', (value) => {
  expect(() => decodeNumber('X', value)).toThrow(/^X: expected a number, or "NaN"/);
  expect(numbersWithin([value, 'NaN'])).toEqual([value, Number.NaN]);
});

test('a list names its first entry that is no number', () => {
  expect(decodeNumbers('X.data', [1, '-0', 'NaN'])).toEqual(Float64Array.of(1, -0, Number.NaN));
  expect(() => decodeNumbers('X.data', [1, 'two'])).toThrow('X.data[1]: expected a number');
  expect(() => decodeNumbers('X.data', 'AAAA')).toThrow('X.data: expected a list of numbers');
});
