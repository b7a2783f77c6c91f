import { at } from '../../src/at.ts';

export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/**
 * The `allclose` of NumPy and PyTorch: |actual − expected| ≤ atol + rtol·|expected| in every entry.
 * It is not symmetric, NaN is close to nothing, and an infinity only to itself.
 * https://numpy.org/doc/stable/reference/generated/numpy.isclose.html
 */
export function allClose(
  actual: Float64Array,
  expected: Float64Array,
  tolerance: Tolerance,
): boolean {
  return actual.every((value, entry) => isClose(value, at(expected, entry), tolerance));
}

/** One entry of it. */
export function isClose(actual: number, expected: number, { atol, rtol }: Tolerance): boolean {
  if (actual === expected) return true;
  const error = Math.abs(actual - expected);
  return Number.isFinite(error) && error <= atol + rtol * Math.abs(expected);
}

/** `numpy.testing.assert_allclose`, for which NaN equals NaN. */
export function isCloseOrNaN(actual: number, expected: number, tolerance: Tolerance): boolean {
  return (Number.isNaN(actual) && Number.isNaN(expected)) || isClose(actual, expected, tolerance);
}
