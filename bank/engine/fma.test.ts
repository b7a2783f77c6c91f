import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fma, fma32 } from './fma.ts';

test('a·b + c is rounded once: for integers, as BigInts are', () => {
  const integers = fc.maxSafeInteger();
  const addends = fc.tuple(integers, fc.nat({ max: 60 })).map(([c, power]) => c * 2 ** power);
  const law = fc.property(integers, integers, addends, (a, b, c) => {
    expect(fma(a, b, c)).toBe(Number(BigInt(a) * BigInt(b) + BigInt(c)));
  });
  fc.assert(law, { seed: 1, numRuns: 2000 });
});

test('in float32 it is not rounded to float64 first, which would make ties of these', () => {
  expect(fma32(4097, 16_773_121, 2 ** 60)).toBe(2 ** 60 + 2 ** 37); // 2^60 + 2^36 + 1
  expect(fma32(2 ** 18 - 1, 2 ** 18 + 1, 2 ** 60 + 2 ** 37)).toBe(2 ** 60 + 2 ** 37); // … + 2^36 − 1
  expect(fma32(-4097, 16_773_121, -(2 ** 60))).toBe(-(2 ** 60) - 2 ** 37);
  expect(fma32(1 - 2 ** -18, 1 + 2 ** -18, 2 ** 24)).toBe(2 ** 24); // 2^24 + 1 − 2^−36
});
