import { describe, expect, test } from 'vitest';
import { at } from '../at.ts';
import codes from './codes.json' with { type: 'json' };
import { formats, type NumberFormat, smallestNormal, tf32 } from './formats.ts';
import { isOf, nearest, round } from './round.ts';

/** The numbers of a format from 0 on, code by code; of 16 bits, read off the bits of the standard. */
const numbers: Readonly<Record<string, readonly number[]>> = {
  ...codes.codes,
  bfloat16: Array.from({ length: 0x7f80 }, (_, code) => float32Of(code * 2 ** 16)),
  float16: Array.from({ length: 0x7c00 }, (_, code) => {
    const [exponent, fraction] = [code >> 10, code & 0x3ff];
    return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  }),
  // 2^12 of the 2^18 codes of float32 with a significand of 11 bits, at both ends and around 1.
  tf32: [0, 1, 126, 254].flatMap((exponent) =>
    Array.from({ length: 1024 }, (_, code) => float32Of(exponent * 2 ** 23 + code * 2 ** 13)),
  ),
};

function float32Of(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

const all: Readonly<Record<string, NumberFormat>> = { ...formats, tf32 };

describe.each(Object.keys(numbers))('%s', (name) => {
  const [format, values] = [all[name] ?? tf32, numbers[name] ?? []];

  test('has the numbers that its codes stand for, and no others between them', () => {
    for (const [code, value] of values.entries()) {
      expect([round(value, format), round(-value, format)]).toEqual([value, -value]);
      const next = values[code + 1];
      if (next === undefined || (name === 'tf32' && code % 1024 === 1023)) continue;
      const middle = (value + next) / 2;
      expect(round(middle, format), `between ${value} and ${next}`).toBe(code % 2 ? next : value);
      const [below, above] = [middle - (next - value) / 1024, middle + (next - value) / 1024];
      expect([round(below, format), round(above, format)]).toEqual([value, next]);
      expect(isOf(middle, format)).toBe(false);
    }
  });

  test('has the ends that it says', () => {
    const { largest, smallest, precision } = format;
    expect(at(values, 1)).toBe(smallest);
    expect(at(values, values.length - 1)).toBe(largest);
    expect(at(values, 2 ** (precision - 1))).toBe(smallestNormal(format));
    expect(round(2 * largest, format)).toBe(Number.POSITIVE_INFINITY);
    expect([nearest(2 * largest, format), nearest(-1e300, format)]).toEqual([largest, -largest]);
    expect(isOf(Number.POSITIVE_INFINITY, format)).toBe(format.infinities);
  });
});
