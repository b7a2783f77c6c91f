import { describe, expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { flushing, formats, type NumberFormat } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { drawFrom } from './draw.ts';
import { type Tie, tiedEntries, tieOf } from './tied-entries.ts';

const { float32, float64, bfloat16, float16, float8_e5m2 } = formats;

interface Wish {
  readonly dY: NumberFormat;
  readonly sums?: NumberFormat;
  readonly accumulator: NumberFormat;
  readonly X?: NumberFormat;
  readonly W?: NumberFormat;
}

function tieFor({ dY, sums = dY, accumulator, X = dY, W = dY }: Wish): Tie | undefined {
  return tieOf({ formats: { X, W, dY }, sums, accumulator });
}

const wishes: Wish[] = Object.values(formats).flatMap((dY) =>
  [bfloat16, float16, float32, float8_e5m2].flatMap((sums) =>
    [float16, float32, float64, flushing(float32)].map((accumulator) => ({
      dY,
      sums,
      accumulator,
    })),
  ),
);

/** The larger terms of a tie, as products and as entries of dY. */
function termsOf({ factors, scale, unit }: Tie) {
  return factors.map(([alpha, beta]) => {
    return { entry: alpha * scale * unit, beta, term: alpha * beta * scale * unit };
  });
}

describe('ties, in every mixture of formats', () => {
  const known = () =>
    wishes.flatMap((wish) => {
      const tie = tieFor(wish);
      return tie === undefined ? [] : [{ sums: wish.dY, ...wish, tie }];
    });

  test('are halfway between two numbers, of which the nearer to 0 is even', () => {
    expect(known().length).toBeGreaterThan(20);
    for (const { dY, sums, tie } of known()) {
      for (const { entry, beta, term } of termsOf(tie)) {
        expect([round(entry, dY), round(beta, dY)]).toEqual([entry, beta]);
        const ulp = 2 ** (Math.floor(Math.log2(term)) + 1 - sums.precision);
        expect(round(term, sums)).toBe(term - ulp / 2);
        expect(round(term * (1 + 2 ** -30), sums)).toBe(term + ulp / 2);
      }
    }
  });

  test('are decided by a unit of the accumulator, and by three quarters of it unless it is cut off', () => {
    for (const { dY, sums, accumulator, tie } of known()) {
      for (const part of [tie.unit, 0.75 * tie.unit]) expect(round(part, dY)).toBe(part);
      for (const { term } of termsOf(tie)) {
        const even = round(term, sums);
        for (const part of [tie.unit, 0.75 * tie.unit]) {
          expect(round(round(term + part, accumulator), sums)).toBeGreaterThan(even);
        }
        // Where the range is short there are fewer bits than the accumulator has.
        const bits = Math.floor(Math.log2(term / tie.unit)) + 1;
        expect(bits).toBeLessThanOrEqual(accumulator.precision);
        const shorter = { ...accumulator, precision: bits };
        if (accumulator === float64) continue; // a sum that is cut off is none that can be computed so
        expect(round(cutOff(term + 0.75 * tie.unit, shorter), sums)).toBe(even);
      }
    }
  });

  test('leave room for scaling up and down, by 2^8 where the range is long', () => {
    for (const { dY, sums, accumulator, tie } of known()) {
      const room = dY.maxExponent > 15 ? 2 ** 8 : 2;
      for (const { entry, term } of termsOf(tie)) {
        expect(room * entry).toBeLessThanOrEqual(dY.largest);
        expect(2 * room * term).toBeLessThanOrEqual(
          1.4 * 2 ** Math.min(dY.maxExponent, sums.maxExponent),
        );
      }
      for (const { smallest } of [dY, sums]) {
        expect(tie.unit / 4 / room).toBeGreaterThanOrEqual(smallest);
      }
      const least = Math.min(accumulator.smallest, 2 ** accumulator.minExponent);
      expect(tie.unit / 4 / room).toBeGreaterThanOrEqual(least);
    }
  });
});

test('ties have as many bits as the accumulator, or as there is room for', () => {
  const bitsOf = (wish: Wish): number | undefined => {
    const tie = tieFor(wish);
    return tie && Math.log2(tie.scale) + (wish.sums ?? wish.dY).precision + 1;
  };
  expect(bitsOf({ dY: bfloat16, accumulator: float32 })).toBe(24);
  expect(bitsOf({ dY: float32, accumulator: float64 })).toBe(53);
  // From 2^13, which can be doubled twice, to 2^−24, a quarter of a unit that can be halved.
  expect(bitsOf({ dY: float16, accumulator: float64 })).toBe(35);
  expect(tieFor({ dY: float16, accumulator: float64 })?.unit).toBe(2 ** -21);
  // To 2^−14, below which all is 0.
  expect(bitsOf({ dY: float16, accumulator: { ...flushing(float16), precision: 40 } })).toBe(25);
  const short = { ...bfloat16, minExponent: -10, smallest: 2 ** -9 };
  expect(bitsOf({ dY: short, accumulator: { ...float64, maxExponent: 127 } })).toBe(53);
});

test('there is none where the accumulator has two bits more, or factors are too short', () => {
  const accumulator = (precision: number): NumberFormat => ({ ...float32, precision });
  expect(tieFor({ dY: bfloat16, accumulator: accumulator(10) })).toBeUndefined();
  expect(tieFor({ dY: bfloat16, accumulator: accumulator(11) })).toBeDefined();
  // 3 · 63 and 15 · 15 are below 2^8.
  const of = (precision: number): NumberFormat => ({ ...bfloat16, precision });
  const sums = { sums: bfloat16, accumulator: float32 };
  expect(tieFor({ ...sums, dY: of(2), X: bfloat16, W: bfloat16 })).toBeUndefined();
  expect(tieFor({ ...sums, dY: of(4), X: of(4), W: bfloat16 })).toBeUndefined();
  expect(tieFor({ ...sums, dY: of(4), X: bfloat16, W: of(4) })).toBeUndefined();
  expect(tieFor({ ...sums, dY: of(4), X: bfloat16, W: bfloat16 })).toBeDefined();
});

test.each([
  { dY: bfloat16, accumulator: float32 },
  { dY: float16, accumulator: float64 },
])('entries of X and W are ±1 and ±β, those of dY of $dY.name ±α', (wish) => {
  const tie = tieFor(wish);
  if (tie === undefined) throw new Error('there is room');
  const pairs = new Set<string>();
  const draw = drawFrom(1);
  for (let time = 0; time < 300; time += 1) {
    const entries = tiedEntries(draw, tie);
    const some = (name: 'X' | 'W' | 'dY') =>
      new Set(Array.from({ length: 40 }, () => entries[name]()));
    const [beta, entry] = [Math.max(...some('X')), Math.max(...some('dY'))];
    for (const name of ['X', 'W'] as const)
      expect(some(name)).toEqual(new Set([1, -1, beta, -beta]));
    expect(some('dY')).toEqual(new Set([entry, -entry]));
    expect(termsOf(tie)).toContainEqual({ entry, beta, term: entry * beta });
    pairs.add(`${entry} ${beta}`);
  }
  expect(pairs.size).toBeGreaterThan(tie.factors.length / 3);
  expect(tie.factors.length).toBeGreaterThan(40);
});
