import { expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { type FormatName, formatNames, formats, type NumberFormat } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { drawFrom } from './draw.ts';
import { truncatingOf, truncatingPairOf, truncatingUpstream } from './truncating-entries.ts';

function contextOf(dY: NumberFormat, sums = dY) {
  return { formats: { X: dY, W: dY, dY }, sums };
}

const { float32, bfloat16, float8_e4m3fn, float8_e5m2, float4_e2m1fn, float64 } = formats;
const unit = (large: number, { precision }: NumberFormat): number => large * 2 ** (1 - precision);

test.each<FormatName>(formatNames.filter((name) => name !== 'float16'))(
  'a term of %s that is just less than a unit is one to nearest, and lost where it is cut off',
  (name) => {
    const format = formats[name];
    const terms = truncatingOf(contextOf(format));
    if (terms === undefined) throw new Error('there is room');
    const { large, small } = terms;
    for (const each of [large, small]) expect(round(each, format)).toBe(each);
    expect(small).toBeLessThan(unit(large, format));
    expect(small).toBeGreaterThan(0.99 * unit(large, format));
    let [nearest, cut] = [large, large];
    for (let count = 1; count < 50; count += 1) {
      nearest = round(nearest + small, format);
      // A float64 sum that is cut off is none that can be computed so.
      cut = format === float64 ? large : cutOff(cut + small, format);
      expect([nearest, cut]).toEqual([large + count * unit(large, format), large]);
    }
  },
);

test.each([
  [float32, float32],
  [bfloat16, bfloat16],
  [bfloat16, float32],
  [float8_e5m2, float32],
  [float8_e4m3fn, float32],
  [float8_e4m3fn, formats.float16],
] as const)('of a pair of $name the smaller is seven eighths of a unit', (dY, sums) => {
  const terms = truncatingPairOf(contextOf(dY, sums));
  if (terms === undefined) {
    expect(dY.maxExponent).toBeLessThan(16);
    return;
  }
  const { large, small } = terms;
  for (const each of [large, small]) expect(round(each, dY)).toBe(each);
  expect(small).toBe((7 / 8) * unit(large, sums));
  expect(round(large + small, sums)).toBe(large + unit(large, sums));
  expect(cutOff(large + small, sums)).toBe(large);
});

test('there are none with a wider accumulator, or where numbers of dY are too few', () => {
  const wide = { ...contextOf(bfloat16), accumulator: float32 };
  expect([truncatingOf(wide), truncatingPairOf(wide)]).toEqual([undefined, undefined]);
  expect(truncatingPairOf(contextOf(float4_e2m1fn, float32))).toBeUndefined();
  expect(truncatingOf(contextOf(float8_e4m3fn, float32))).toBeUndefined();
  expect(truncatingPairOf(contextOf(float8_e4m3fn, float64))).toBeUndefined();
  expect(truncatingOf(contextOf(float8_e4m3fn, float64))).toBeUndefined();
});

test('terms are numbers of dY, and their sum is in range when it is doubled, in every mixture of formats', () => {
  for (const dY of Object.values(formats)) {
    for (const sums of Object.values(formats)) {
      const context = contextOf(dY, sums);
      for (const { large, small } of [truncatingOf(context), truncatingPairOf(context)].flatMap(
        (terms) => terms ?? [],
      )) {
        for (const each of [large, small, 2 * large]) expect(round(each, dY)).toBe(each);
        expect(2 * (large + unit(large, sums))).toBeLessThanOrEqual(sums.largest);
      }
    }
  }
  for (const sums of [float32, formats.float16]) {
    expect(truncatingOf(contextOf(float8_e5m2, sums))).toBeDefined();
    expect(truncatingPairOf(contextOf(float8_e5m2, sums))).toBeDefined();
  }
  // Seven eighths have three bits.
  expect(truncatingPairOf(contextOf({ ...bfloat16, precision: 2 }, float32))).toBeUndefined();
});

/** The most bits of sums in float16's range beside which there are terms. */
function mostBits(of: typeof truncatingOf, dY: NumberFormat): number {
  const bits = Array.from({ length: 60 }, (_, precision) => precision);
  return Math.max(
    ...bits.filter((precision) => of(contextOf(dY, { ...formats.float16, precision }))),
  );
}

test('there are terms for sums of as many bits as the range of dY is long', () => {
  // From 2^7, which can be doubled, to 2^−6, the smallest normal number.
  expect(mostBits(truncatingOf, float8_e4m3fn)).toBe(13);
  // From 2^14, which can be doubled, to 7 · 2^−24.
  expect(mostBits(truncatingPairOf, formats.float16)).toBe(36);
});

test('every line has the large term at one place of it, most often at an end, all of one sign', () => {
  const terms = { large: 64, small: 7 };
  for (const [rows, cols] of [
    [4, 6],
    [6, 4],
    [5, 5],
  ] as const) {
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1) {
      const dY = truncatingUpstream(drawFrom(seed), terms, [rows, cols]);
      const sign = Math.sign(dY.at(0, 0));
      const hits = Array.from(
        { length: rows * cols },
        (_, at) => [Math.floor(at / cols), at % cols] as const,
      ).filter(([i, j]) => dY.at(i, j) === 64 * sign);
      expect(new Set(dY.toArray())).toEqual(new Set([64 * sign, 7 * sign]));
      const isByRow = hits.length === rows && new Set(hits.map(([, j]) => j)).size === 1;
      expect(hits).toHaveLength(isByRow ? rows : cols);
      const place = hits[0]?.[isByRow ? 1 : 0];
      for (const key of [`${isByRow}`, `at ${place}`, `sign ${sign}`])
        seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const longest = Math.max(rows, cols);
    const often = (key: string): number => seen.get(key) ?? 0;
    expect(often('at 0')).toBeGreaterThan(180);
    expect(often(`at ${longest - 1}`)).toBeGreaterThan(80);
    for (let place = 1; place < longest - 1; place += 1)
      expect(often(`at ${place}`)).toBeGreaterThan(5);
    expect(Math.min(often('sign 1'), often('sign -1'))).toBeGreaterThan(100);
    if (rows === cols) expect(Math.min(often('true'), often('false'))).toBeGreaterThan(100);
    else expect(often(`${cols < rows}`)).toBe(0);
  }
});
