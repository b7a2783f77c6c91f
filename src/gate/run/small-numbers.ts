import { type NumberFormat, smallestNormal } from '../../number/formats.ts';
import type { Problem } from '../../problem/problem.ts';

/**
 * Whether a product of two operands can be below 2^p times the smallest normal number: where none is, sums
 * of them are multiples of normal numbers, or rounded far above.
 */
export function areSmall(operands: readonly Float64Array[], format: NumberFormat): boolean {
  const least = operands.map((data) =>
    data.reduce((min, entry) => Math.min(min, Math.abs(entry) || min), 1),
  );
  const smallest = Math.min(...least);
  const second = Math.min(...least.filter((_, i) => i !== least.indexOf(smallest)));
  return smallest * second < smallestNormal(format) * 2 ** format.precision;
}

/** The problem with 0 in the place of its subnormal numbers. */
export function withoutSmall(problem: Problem, format: NumberFormat): Problem {
  const normal = smallestNormal(format);
  return mapped(problem, (value) => (Math.abs(value) < normal ? 0 : value));
}

/** The problem with other entries in X, W and dY. */
export function mapped(problem: Problem, entry: (value: number) => number): Problem {
  const { X, W, dY } = problem;
  return { ...problem, X: X.map(entry), W: W.map(entry), dY: dY.map(entry) };
}
