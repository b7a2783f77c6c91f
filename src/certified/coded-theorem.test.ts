/** What scales add to a sum is its theorem, worked out in rational numbers, and hardly above it. */
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { type CodedFactor, formats, type SumFormat } from '../number/formats.ts';
import { productBound } from './bound.ts';
import { codedError, type Extremes, largestScale } from './coded-error.ts';
import { exactly, expectTheorem, one, zero } from './theorem.test-setup.ts';

const plain: CodedFactor = { largest: 448, least: 400, smallest: 2 ** -9, bits: 24 };
const withGlobal: CodedFactor = {
  ...{ largest: 6, least: 5, smallest: 0.5, bits: 4 },
  withGlobal: { largest: 448, smallest: 2 ** -9 },
};

function extremes(unit: number, least: number, largest: number): Extremes {
  return { unit, least, largest };
}

function format(left?: CodedFactor, right?: CodedFactor, range = 2 ** 128): SumFormat {
  return { ...formats.float32, coded: { left, right, range } };
}

function most(...all: readonly (typeof one)[]) {
  return all.reduce((so, each) => (each.gt(so) ? each : so), zero);
}

/** M of a factor: max(1, |c|)·max(1, s), with s up to 2·max|v| / L, and g up to 16·max|v| / (L·S). */
function reach({ largest }: Extremes, factor: CodedFactor | undefined) {
  if (factor === undefined) return most(one, exactly(largest));
  const code = most(one, exactly(factor.largest));
  if (factor.withGlobal === undefined) {
    return code.mul(most(one, exactly(2 * largest).div(exactly(factor.least))));
  }
  const { largest: scale } = factor.withGlobal;
  const global = exactly(16 * largest).div(exactly(factor.least).mul(exactly(scale)));
  return code.mul(exactly(scale)).mul(most(one, global));
}

const factors = { none: undefined, plain, withGlobal };
const names = ['none', 'plain', 'withGlobal'] as const;
const cases = names.flatMap((left) => names.map((right) => [left, right] as const));

describe.each(cases)('of factors %s and %s', (one, other) => {
  const [left, right] = [factors[one], factors[other]];
  const hasGlobal = one === 'withGlobal' || other === 'withGlobal';

  test('what may be lost below the range is 16·q·M·η, or 32 times, with a global scale', () => {
    if (left === undefined && right === undefined) return;
    for (const terms of [1, 7]) {
      for (const [largest, size] of [
        [2 ** -100, 3],
        [2 ** -100, 2 ** 40],
        [2 ** 40, 2 ** -100],
      ] as const) {
        const a = extremes(2 ** -140, 2 ** -130, largest);
        const b = extremes(2 ** -140, 2 ** -130, size);
        const found = codedError([a, b], terms, format(left, right));
        expect(found.isLossless).toBe(false);
        const steps = exactly((hasGlobal ? 32 : 16) * terms).mul(exactly(formats.float32.smallest));
        expectTheorem(found.lost, steps.mul(reach(a, left)).mul(reach(b, right)));
      }
    }
  });

  test('nothing is known where 2·q·M is beyond the range, and up to there it is', () => {
    if (left === undefined && right === undefined) return;
    const [a, b] = [extremes(1, 1, 2 ** 40), extremes(1, 1, 2 ** 30)];
    const reached = exactly(2 * 5)
      .mul(reach(a, left))
      .mul(reach(b, right))
      .valueOf();
    const at = (range: number) => codedError([a, b], 5, format(left, right, range));
    expect(at(reached * (1 + 2 ** -30)).lost).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(at(reached * (1 - 2 ** -30))).toEqual({
      roundings: 0,
      isLossless: false,
      lost: Number.POSITIVE_INFINITY,
    });
  });
});

test('nothing is lost where every number on the way is a multiple of η', () => {
  const { smallest } = formats.float32;
  // The smallest code times a bit of the smallest scale, and the unit of what has none.
  const least = (entry: number): number => 2 ** -9 * Math.min(1, entry / 448 / 2 ** 24);
  const of = (entry: number, unit: number): boolean =>
    codedError([extremes(1, entry, entry), extremes(unit, 1, 1)], 1, format(plain)).isLossless;
  for (const entry of [448, 7, 448 * 2 ** 30]) {
    const edge = smallest / least(entry);
    expect(of(entry, edge)).toBe(true);
    expect(of(entry, edge / 2)).toBe(false);
  }
  // A global scale: below the last of its 24 bits, and the smallest scale of a block.
  const all = (entry: number): number => 0.5 * 2 ** -9 * Math.min(1, (entry / 6 / 448) * 2 ** -24);
  for (const entry of [6 * 448, 6 * 448 * 2 ** 30]) {
    const edge = smallest / all(entry);
    const own = (unit: number): boolean =>
      codedError([extremes(1, entry, entry), extremes(unit, 1, 1)], 1, format(withGlobal))
        .isLossless;
    expect(own(edge)).toBe(true);
    expect(own(edge / 2)).toBe(false);
  }
});

test('the largest scale is that of a block or the global one, and at least 1', () => {
  const scale = (largest: number, factor: CodedFactor): number => largestScale({ largest }, factor);
  expect(scale(1, plain)).toBe(1);
  expectTheorem(scale(1000, plain), exactly(2000).div(exactly(400)));
  expect(scale(1, withGlobal)).toBe(1);
  expectTheorem(scale(1000, withGlobal), exactly(2000).div(exactly(5)));
  const narrow = { ...withGlobal, withGlobal: { largest: 2, smallest: 1 } };
  expectTheorem(scale(1000, narrow), exactly(16_000).div(exactly(10)));
});

test('the smallest entry decides, but 0, what may be lost of a product', () => {
  const ones = Matrix.from([[1], [1], [1]]);
  const bound = (...entries: number[]): number =>
    productBound(Matrix.from([entries]), ones, format(plain)).at(0, 0);
  expect(bound(1, -2, 0)).toBe(0);
  expect(bound(3 * 2 ** -110, 2 ** -110, 0)).toBeGreaterThan(0);
  expect(bound(3 * 2 ** -90, 2 ** -90, 0)).toBe(0);
});
