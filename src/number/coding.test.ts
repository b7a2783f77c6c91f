import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Coding,
  codingOf,
  formatInWords,
  globalScalesFor,
  isScale,
  scaleFor,
  scaleFormatNames,
} from './coding.ts';
import { codeFormatNames, scaleFormats } from './formats.ts';
import { isOf, nearest } from './round.ts';
import { wrongFormat } from './wrong-format.ts';

const block = [1, 'all'] as const;

/** Some codes of a format, and a scale. */
function products({ codes, scales }: Coding) {
  const code = fc.double({ min: -1, max: 1, noNaN: true }).map((part) => {
    return nearest(part * codes.largest, codes);
  });
  const scale = fc
    .double({ min: 2 ** -4, max: 16, noNaN: true })
    .map((value) => nearest(value, scales));
  return fc.tuple(fc.array(code, { minLength: 1, maxLength: 9 }), scale);
}

describe.each(codeFormatNames)('codes of %s', (codes) => {
  test.each(scaleFormatNames)(
    'times scales of %s have a scale, and it is large enough',
    (scales) => {
      const coding = codingOf({ codes, scales, block });
      fc.assert(
        fc.property(products(coding), ([some, factor]) => {
          const entries = some.map((code) => code * factor);
          const scale = scaleFor(entries, coding) ?? Number.NaN;
          expect(isScale(scale, coding.scales)).toBe(true);
          for (const entry of entries) {
            expect(isOf(entry / scale, coding.codes)).toBe(true);
            expect((entry / scale) * scale).toBe(entry);
          }
          const most = Math.max(...entries.map(Math.abs));
          if (most === 0) expect(scale).toBe(1);
          else expect(scale).toBeGreaterThanOrEqual(most / coding.codes.largest);
        }),
      );
    },
  );
});

test('largest codes are large, unless the scale would be below the smallest', () => {
  const coding = codingOf({ codes: 'float8_e4m3fn', scales: 'float32', block });
  expect(scaleFor([1, -3], coding)).toBe(2 ** -7);
  expect(scaleFor([3], coding)).toBe(3 * 2 ** -8);
  expect(scaleFor([0, -0], coding)).toBe(1);
  expect(scaleFor([2 ** -130], coding)).toBe(2 ** -126);
  const e4m3 = codingOf({ codes: 'float8_e4m3fn', scales: 'float8_e4m3fn', block });
  expect(scaleFor([2 ** -4], e4m3)).toBe(2 ** -9);
});

test('a global scale is a power of two where there is one, and the scale of the largest entry is large', () => {
  const coding = codingOf({
    ...{ codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block },
    globalScale: 'float32',
  });
  expect(globalScalesFor(0, coding)).toEqual([1]);
  expect(globalScalesFor(3, codingOf({ codes: 'float8_e5m2', scales: 'float32', block }))).toEqual([
    1,
  ]);
  expect(globalScalesFor(6 * 448, coding)[0]).toBe(1);
  expect(globalScalesFor(3, coding)[0]).toBe(2 ** -9);
  const third = Math.fround(1 / 3);
  expect(globalScalesFor(6 * 448 * third, coding)).toContain(third);
  // Its significand would need 25 bits.
  expect(globalScalesFor(1 + 2 ** -30, coding)).toEqual([]);
  fc.assert(
    fc.property(fc.double({ min: 2 ** -90, max: 2 ** 90, noNaN: true }), (size) => {
      const largest = Math.fround(size);
      const found = globalScalesFor(largest, coding);
      expect(found.length).toBeGreaterThan(0);
      for (const all of found) {
        const rest = largest / all;
        expect([isScale(all, scaleFormats.float32), rest * all]).toEqual([true, largest]);
        expect(scaleFor([rest], coding)).toBeDefined();
        // What the bound of a sum has room for: see codedError.
        expect(rest).toBeGreaterThan((6 * 448) / 16);
        expect(rest).toBeLessThanOrEqual(6 * 448);
      }
    }),
  );
});

test('what is no code times a scale has none', () => {
  for (const scales of scaleFormatNames) {
    const coding = codingOf({ codes: 'float4_e2m1fn', scales, block });
    expect(scaleFor([1, 13], coding)).toBeUndefined();
    expect(scaleFor([1, 5 / 4], coding)).toBeUndefined();
  }
  expect(
    scaleFor([8, 9], codingOf({ codes: 'float8_e5m2', scales: 'float8_e8m0fnu', block })),
  ).toBe(undefined);
  expect(isScale(2 ** -127, scaleFormats.float32)).toBe(false);
  expect(isScale(2 ** -127, scaleFormats.float8_e8m0fnu)).toBe(true);
  expect(isScale(3, scaleFormats.float8_e8m0fnu)).toBe(false);
});

test('NaN and infinities are codes where the format has them', () => {
  const infinite = [1, Number.POSITIVE_INFINITY];
  const of = (codes: (typeof codeFormatNames)[number]) =>
    codingOf({ codes, scales: 'float32', block });
  expect(scaleFor(infinite, of('float8_e5m2'))).toBe(2 ** -15);
  expect(scaleFor(infinite, of('float8_e4m3fn'))).toBeUndefined();
  expect(scaleFor([Number.NaN, 1], of('float8_e4m3fn'))).toBe(2 ** -8);
  expect(scaleFor([Number.NaN, 1], of('float4_e2m1fn'))).toBeUndefined();
});

test('a scaled format is told in words, and what is wrong with one is named', () => {
  const said = { codes: 'float8_e4m3fn', scales: 'float32', block: [128, 'all'] } as const;
  expect(formatInWords(said)).toBe('float8_e4m3fn with float32 scales of 128×all');
  expect(codingOf(said).block).toEqual([128, Number.POSITIVE_INFINITY]);
  expect(wrongFormat({ X: said, dW: 'float32' })).toBeUndefined();
  const twice = { ...said, scales: 'float8_e4m3fn', globalScale: 'float32' } as const;
  expect(wrongFormat({ X: twice })).toBeUndefined();
  expect(formatInWords(twice)).toContain('scales of 128×all and a float32 global scale');
  const wrongs: [unknown, string][] = [
    [{ ...said, codes: 'bfloat16' }, 'formats.X.codes'],
    [{ ...said, scales: 'float16' }, 'formats.X.scales'],
    [{ ...said, block: [0, 1] }, 'formats.X.block'],
    [{ ...said, block: [1.5, 1] }, 'formats.X.block'],
    [{ ...said, block: 32 }, 'formats.X.block'],
    [{ ...said, block: [1, 2, 3] }, 'formats.X.block'],
    [{ ...said, zero: 1 }, 'formats.X'],
    [{ ...said, globalScale: 'float32' }, 'formats.X.globalScale'],
    [{ ...said, scales: 'float8_e4m3fn', globalScale: 'bfloat16' }, 'formats.X.globalScale'],
    [{ codes: 'float8_e5m2' }, 'formats.X.scales'],
    [[], 'formats.X'],
    [null, 'formats.X'],
  ];
  for (const [X, where] of wrongs) expect(wrongFormat({ X })?.where).toBe(where);
  expect(wrongFormat({ dX: said })?.where).toBe('formats.dX');
  expect(wrongFormat({ Z: 'float32' })).toMatchObject({ where: 'formats', actual: 'Z' });
});
