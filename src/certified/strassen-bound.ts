import { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { type Accumulated, accumulatedBound, unitOf } from './bound.ts';
import { outward } from './error-free.ts';

/**
 * The forward error of A·B, (m×q)(q×k) → m×k, by Strassen's or Winograd's recursion of any depth.
 *
 * These algorithms are accurate only relative to the largest entries (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2nd ed., ch. 23), so every entry gets the same bound. It is 0
 * when even the recursion's sums stay within the significand, 2·α·β·9^L ≤ 2^p units for depth L: a
 * level of Winograd's form multiplies sums of three blocks by sums of three, and what it adds up of
 * products is at most 16·2^(L−1)·α·β; Strassen's form stays below. Otherwise it follows the recursion itself, without dropping terms in u²: `recursionError` below.
 */
export function strassenBound<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  format: NumberFormat,
): Matrix<R, C> {
  const levels = Math.ceil(Math.log2(Math.max(a.rows, a.cols, b.cols, 1)));
  const size = largest(a) * largest(b);
  const unit = unitOf(a, format.precision) * unitOf(b, format.precision);
  const exact = size * 2 * 9 ** levels <= unit * 2 ** format.precision;
  const error = recursionError(levels, format.unitRoundoff);
  const radius = exact
    ? 0
    : outward(outward(error * largest(a) * largest(b)) + underflow(levels, format));
  return Matrix.of([a.rows, b.cols], () => radius);
}

/** The same for A·B + added: the product's error, and what adding may round. */
export function accumulatedStrassenBound<R extends string, C extends string>(
  sums: Accumulated<R, C>,
  format: NumberFormat,
): Matrix<R, C> {
  const adding = accumulatedBound(sums, format);
  return strassenBound(sums.left, sums.right, format).map((product, i, j) => {
    const rounding = adding.at(i, j);
    return product + rounding === 0 ? 0 : outward(product * (1 + format.unitRoundoff) + rounding);
  });
}

/**
 * ε with |C − Ĉ| ≤ ε·max|A|·max|B| for one product of 2^levels square matrices. A level forms
 * products of operands that are sums of at most four blocks, with at most three additions on each
 * side, and adds at most seven such products (this covers Strassen's and Winograd's forms).
 */
export function recursionError(levels: number, u: number): number {
  let error = u;
  for (let level = 0; level < levels; level += 1) {
    const half = 2 ** level;
    const grown = 16 * (1 + u) ** 6; // both operands up to four blocks, each with three roundings
    const product = error * grown + half * (grown - 16);
    const sevenAdded = (7 * u) / (1 - 7 * u);
    error = outward(7 * product + sevenAdded * 7 * (16 * half + product));
  }
  return error;
}

function underflow(levels: number, { smallest }: NumberFormat): number {
  return smallest * 8 ** (2 * levels + 2);
}

function largest(matrix: Matrix): number {
  return matrix.toArray().reduce((max, entry) => Math.max(max, Math.abs(entry)), 0);
}
