import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { formats, smallestNormal } from '../../number/formats.ts';
import { areSmall, mapped, withoutSmall } from './small-numbers.ts';

const format = formats.float32;
const normal = smallestNormal(format);

/** Powers of two of at most 1, 0 and NaN, with either sign. */
const entries = fc
  .tuple(fc.integer({ min: -90, max: 0 }), fc.constantFrom(0, Number.NaN, 1, 1, 1, -1))
  .map(([exponent, factor]) => factor * 2 ** exponent);
const operand = fc.array(entries, { maxLength: 4 }).map((list) => Float64Array.of(1, ...list));

test('numbers are small where a product of entries of two operands is below 2^p normal numbers', () => {
  fc.assert(
    fc.property(fc.tuple(operand, operand, operand), (operands) => {
      const products = operands.flatMap((a, i) =>
        operands.flatMap((b, j) =>
          i === j ? [] : [...a].flatMap((x) => [...b].map((y) => x * y)),
        ),
      );
      const some = products.some((x) => x !== 0 && Math.abs(x) < normal * 2 ** format.precision);
      expect(areSmall(operands, format)).toBe(some);
    }),
    { numRuns: 300 },
  );
});

test('what is exactly so large is not small', () => {
  const of = (x: number) => [[x], [1], [1]].map((list) => Float64Array.from(list));
  expect(areSmall(of(normal * 2 ** 24), format)).toBe(false);
  expect(areSmall(of(normal * 2 ** 23), format)).toBe(true);
  expect(areSmall(of(-normal * 2 ** 23), format)).toBe(true);
  expect(areSmall(of(0), format)).toBe(false);
  const both = [[2 ** -60], [2 ** -60], [1]].map((list) => Float64Array.from(list));
  expect(areSmall(both, format)).toBe(true);
});

test('without its small numbers, a problem has 0 in the place of what is subnormal, and all else', () => {
  const problem = problemOf([1, 2, 2], {
    X: (_, j) => [normal, -normal / 2][j] ?? 0,
    W: (i, j) => [normal / 2, -normal, 3, Number.NaN][2 * i + j] ?? 0,
    dY: (_, j) => [-0, Number.POSITIVE_INFINITY][j] ?? 0,
  });
  const { X, W, dY, salt } = withoutSmall(problem, format);
  expect([...X.toArray()]).toEqual([normal, 0]);
  expect([...W.toArray()]).toEqual([0, -normal, 3, Number.NaN]);
  expect([...dY.toArray()]).toEqual([0, Number.POSITIVE_INFINITY]);
  expect(salt).toBe(problem.salt);
});

test('other entries leave all else of a problem as it is', () => {
  const problem = { ...problemOf([1, 1, 1], {}, 7), layouts: {} };
  const { X, W, dY, ...rest } = mapped(problem, (value) => value + 1);
  expect([X, W, dY].map((matrix) => [...matrix.toArray()])).toEqual([[2], [2], [2]]);
  expect(rest).toEqual({ salt: 7, layouts: {} });
});
