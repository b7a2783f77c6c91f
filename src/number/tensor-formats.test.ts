import { expect, test } from 'vitest';
import { formats, smallestNormal, tensorFormatNames } from './formats.ts';
import { isOf } from './round.ts';
import { meetOf, tensorFormats, unlike } from './tensor-formats.ts';

test('every number of what formats have in common is a number of each', () => {
  for (const first of tensorFormatNames) {
    for (const second of tensorFormatNames) {
      const pair = [formats[first], formats[second]] as const;
      const common = meetOf(pair);
      const { precision, smallest, largest } = common;
      const values = [
        smallest,
        smallestNormal(common),
        largest,
        2 ** precision - 1,
        1.5 * smallest,
      ];
      for (const value of values.filter((each) => isOf(each, common))) {
        for (const format of pair) expect(isOf(value, format), `${first}, ${second}`).toBe(true);
      }
    }
  }
  expect(meetOf([formats.float32, formats.float32])).toBe(formats.float32);
  expect(meetOf([formats.bfloat16, formats.float16])).toMatchObject({
    precision: 8,
    largest: 65280,
  });
});

test('a format is that of its tensor, or of all, and only what differs is told', () => {
  const said = { numberFormat: 'bfloat16', formats: { dW: 'float32', X: 'bfloat16' } } as const;
  const { X, W, dW } = tensorFormats(said);
  expect([X, W, dW]).toEqual([formats.bfloat16, formats.bfloat16, formats.float32]);
  expect(unlike(said)).toEqual({ dW: 'float32' });
  expect(unlike({ numberFormat: 'float64' })).toBeUndefined();
  expect(tensorFormats(said, { subnormals: 'flushed' }).dW.smallest).toBe(2 ** -125);
});
