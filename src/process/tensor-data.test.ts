import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeNumber } from '../wire/json-number.ts';
import { dataFrom, toBase64 } from './tensor-data.ts';

const noFile = (): never => {
  throw new Error('there are no files');
};

const few = { least: 0, most: 99, readFile: noFile };

function read(data: unknown, datatype: unknown = 'float64'): ArrayLike<number> {
  const wire: object = JSON.parse(JSON.stringify({ datatype, data }));
  return Object(dataFrom('dX', wire, few));
}

function expectSameBits(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of Array.from(expected).entries()) expect(actual[i]).toBe(value);
}

const doubles = fc.array(fc.double(), { maxLength: 20 });
const floats = fc.array(fc.float(), { maxLength: 20 });

describe('numbers cross the wire bit for bit', () => {
  const edges = [
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    Number.MAX_VALUE,
    0.1,
    2 ** 53 - 1,
  ];

  test('as decimals', () => {
    const law = fc.property(doubles, (data) => expectSameBits(read(data.map(encodeNumber)), data));
    fc.assert(law, { seed: 1, examples: [[edges]] });
  });

  test('as base64 of float64', () => {
    const law = fc.property(doubles, (data) =>
      expectSameBits(read(toBase64(data, 'float64')), data),
    );
    fc.assert(law, { seed: 1, examples: [[edges]] });
  });

  test('as base64 of float32, for values of that format', () => {
    const law = fc.property(floats, (data) => {
      expectSameBits(read(toBase64(data, 'float32'), 'float32'), data);
    });
    fc.assert(law, { seed: 1 });
  });

  test('little-endian', () => {
    expect(toBase64([1], 'float64')).toBe('AAAAAAAA8D8=');
    expect(toBase64([1, 2], 'float32')).toBe('AACAPwAAAEA=');
  });
});

describe('what is no tensor', () => {
  test('is left to whoever reads the answer', () => {
    for (const data of [null, 7, true, { shape: [1] }]) {
      expect(dataFrom('dX', { data }, few)).toBe(data);
    }
    expect(read(['one', 1])).toEqual(['one', 1]);
  });

  test('is refused where its bytes are no array', () => {
    expect(() => read('not base64!')).toThrow(
      /dX: expected data as an array of numbers, or base64/,
    );
    expect(() => read('AAAA')).toThrow(/dX: expected a multiple of 8 bytes, got 3/);
    expect(() => read('A'.repeat(2000))).toThrow(
      /dX: expected at most 1056 letters of base64, got/,
    );
    expect(() => read('AAAA', 'int8')).toThrow(/dX: expected a datatype beside bytes, .* got int8/);
  });
});
