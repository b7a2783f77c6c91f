import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { codingOf } from '../number/coding.ts';
import { type CodedFactor, formats, type SumFormat } from '../number/formats.ts';
import { accumulatedBound, gammaOf, productBound } from './bound.ts';
import { codedError } from './coded-error.ts';
import { strassenBound } from './strassen-bound.ts';

function factor(scales: 'float32' | 'float8_e8m0fnu'): CodedFactor {
  const coding = codingOf({ codes: 'float8_e4m3fn', scales, block: [1, 2] });
  const { largest, smallest } = coding.codes;
  return { largest, least: largest, smallest, bits: coding.scales.precision };
}

function sums(name: 'float32' | 'float16', left?: CodedFactor, right?: CodedFactor): SumFormat {
  return { ...formats[name], coded: { left, right, range: formats[name].largest } };
}

const third = Math.fround(1 / 3) * 15;
const row = Matrix.from<'m', 'n'>([[third, 7, third]]);
const bound = (format: SumFormat): number => productBound(row, row.T, format).at(0, 0);

test('each factor whose scales are no powers of two adds one rounding, and no other does', () => {
  const { unitRoundoff: u } = formats.float32;
  const [plain, e8m0] = [bound(formats.float32), bound(sums('float32', factor('float8_e8m0fnu')))];
  expect(e8m0).toBe(plain);
  const ratio = (format: SumFormat): number => bound(format) / plain;
  const f32 = factor('float32');
  expect(ratio(sums('float32', f32))).toBeCloseTo(gammaOf(4, u) / gammaOf(3, u), 6);
  expect(ratio(sums('float32', f32, f32))).toBeCloseTo(gammaOf(5, u) / gammaOf(3, u), 6);
});

test('a global scale adds one rounding, and where it is no power of two what is exact stays so', () => {
  const all: CodedFactor = {
    ...{ largest: 6, least: 6, smallest: 0.5, bits: 4 },
    withGlobal: { largest: 448, smallest: 2 ** -9 },
  };
  const { unitRoundoff: u } = formats.float32;
  const plain = bound(formats.float32);
  expect(bound(sums('float32', all)) / plain).toBeCloseTo(gammaOf(5, u) / gammaOf(3, u), 6);
  expect(bound(sums('float32', all, all)) / plain).toBeCloseTo(gammaOf(7, u) / gammaOf(3, u), 6);
  const whole = Matrix.from<'m', 'n'>([[1, -2, 24]]);
  expect(productBound(whole, whole.T, sums('float32', all, all)).at(0, 0)).toBe(0);
  // Codes times scales of blocks, without the global ones, may be beyond the range of float16.
  expect(bound(sums('float16', all, all))).toBe(Number.POSITIVE_INFINITY);
  const tiny = { unit: 2 ** -100, largest: 2 ** -100, least: 2 ** -100 };
  const one = { unit: 1, largest: 1, least: 1 };
  const lossy = codedError([tiny, one], 1, sums('float32', all, all));
  expect([lossy.isLossless, lossy.lost > 0, lossy.roundings]).toEqual([false, true, 4]);
});

test('what is exact stays so, also where something is added', () => {
  const whole = Matrix.from<'m', 'n'>([[1, -2, 448]]);
  const format = sums('float32', factor('float32'), factor('float32'));
  expect(productBound(whole, whole.T, format).at(0, 0)).toBe(0);
  const added = Matrix.from<'m', 'm'>([[3]]);
  expect(accumulatedBound({ left: whole, right: whole.T, added }, format).at(0, 0)).toBe(0);
});

test('where sums of codes may overflow nothing is known, and of float16 they may', () => {
  expect(bound(sums('float16', factor('float32'), factor('float32')))).toBe(
    Number.POSITIVE_INFINITY,
  );
  expect(bound(sums('float16', factor('float32')))).toBeLessThan(Number.POSITIVE_INFINITY);
});

test('a factor of zeros has no error, and where numbers on the way are tiny something may be lost', () => {
  const of = (size: number) => ({ unit: size, largest: size, least: size });
  const format = sums('float32', factor('float32'));
  const zero = { unit: 1, largest: 0, least: Number.POSITIVE_INFINITY };
  expect(codedError([zero, of(1)], 1, format).roundings).toBe(0);
  expect(codedError([of(1), of(1)], 1, format)).toMatchObject({ isLossless: true, lost: 0 });
  const lossy = codedError([of(2 ** -110), of(1)], 1, format);
  expect(lossy.isLossless).toBe(false);
  expect(lossy.lost).toBeGreaterThan(0);
  expect(lossy.lost).toBeLessThan(2 ** -130);
});

test("Strassen's sums of codes and scales are known only where they are exact", () => {
  const format = sums('float32', factor('float32'));
  expect(strassenBound(row, row.T, format).at(0, 0)).toBe(Number.POSITIVE_INFINITY);
  const ones = Matrix.from<'m', 'n'>([[1, 1, 0]]);
  expect(strassenBound(ones, ones.T, format).at(0, 0)).toBe(0);
});
