/** What the tests of theorems share: exact rational numbers, and what a computed bound must be beside them. */
import * as fc from 'fast-check';
import Fraction from 'fraction.js';
import { expect } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';

/** A finite float64 as the fraction that it is. */
export function exactly(value: number): Fraction {
  let [whole, down] = [value, 0];
  while (!Number.isInteger(whole)) [whole, down] = [2 * whole, down + 1];
  return new Fraction(BigInt(whole), 2n ** BigInt(down));
}

export const [zero, one] = [exactly(0), exactly(1)];

export function sum(terms: readonly Fraction[]): Fraction {
  return terms.reduce((so, term) => so.add(term), zero);
}

/** Not below the theorem, and not more than 2⁻⁴⁰ of it above. */
export function expectTheorem(computed: number, theorem: Fraction): void {
  const value = exactly(computed);
  const [most, least] = [theorem.mul(exactly(1 + 2 ** -40)), theorem];
  expect({ computed, holds: value.gte(least), isSharp: value.lte(most) }).toEqual({
    computed,
    holds: true,
    isSharp: true,
  });
}

/** γ_n = n·u / (1 − n·u) */
export function gamma(roundings: number, u: number): Fraction {
  const often = exactly(roundings).mul(exactly(u));
  return often.div(one.sub(often));
}

/** Σ |a||b| of the entry (0, 0) of a row times a column. */
export function magnitude(a: Matrix, b: Matrix): Fraction {
  const places = Array.from({ length: a.cols }, (_, p) => p);
  return sum(places.map((p) => exactly(Math.abs(a.at(0, p))).mul(exactly(Math.abs(b.at(p, 0))))));
}

/** A row and a column of as many full significands, of magnitudes between 2^−8 and 2^8. */
export function pairs(length: { min: number; max: number }) {
  // Odd, so that all 53 bits count.
  const significand = fc.integer({ min: 2 ** 51, max: 2 ** 52 - 1 }).map((half) => 2 * half + 1);
  const entry = fc
    .tuple(significand, fc.integer({ min: -8, max: 7 }), fc.constantFrom(-1, 1))
    .map(([whole, exponent, sign]) => sign * whole * 2 ** (exponent - 52));
  return fc
    .integer(length)
    .chain((q) =>
      fc.tuple(
        fc.array(entry, { minLength: q, maxLength: q }),
        fc.array(entry, { minLength: q, maxLength: q }),
      ),
    )
    .map(([a, b]) => [Matrix.from([a]), Matrix.from([b]).T] as const);
}

export const settings = { seed: 1, numRuns: 100 };
