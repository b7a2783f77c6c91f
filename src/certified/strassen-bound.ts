import { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat, SumFormat } from '../number/formats.ts';
import { type Accumulated, accumulatedBound, unitOf } from './bound.ts';
import { outward } from './error-free.ts';

/**
 * The forward error of A·B, (m×q)(q×k) → m×k, by Strassen's recursion or by Winograd's form of it, to
 * any depth, padded or peeled. Winograd's inner product algorithm of 1968 is not covered.
 *
 * These are accurate only relative to the largest entries (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2nd ed., §23.2.2 and §23.2.3), so every entry has the same bound. It is
 *
 * - 0 when no sum of the recursion can leave the significand: 2·α·β·9^L ≤ 2^p units for depth L and
 *   largest entries α, β. A level multiplies sums of three blocks by sums of three, so operands grow
 *   by 9 in all; what it adds up of products stays below 2·9^L·α·β;
 * - infinite where such a sum may overflow the format, or is rounded where entries are codes times scales:
 *   nothing is known of the two together;
 * - otherwise that of the recursion itself, without dropping terms in u²: see `recursionError`.
 */
export function strassenBound<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  format: SumFormat,
): Matrix<R, C> {
  const levels = Math.ceil(Math.log2(Math.max(a.rows, a.cols, b.cols, 1)));
  const radius = radiusOf([largest(a), largest(b)], levels, {
    unit: unitOf(a, format.precision) * unitOf(b, format.precision),
    format,
  });
  const known = format.coded === undefined || radius === 0;
  return Matrix.of([a.rows, b.cols], () => (known ? radius : Number.POSITIVE_INFINITY));
}

interface Arithmetic {
  /** Of which every product is a multiple; 0, when it is below the range of float64. */
  readonly unit: number;
  readonly format: NumberFormat;
}

function radiusOf(
  [alpha, beta]: readonly [number, number],
  levels: number,
  { unit, format }: Arithmetic,
): number {
  if (alpha === 0 || beta === 0) return 0;
  const size = outward(alpha * beta);
  const sums = outward(size * 2 * 9 ** levels);
  if (!(sums < format.largest)) return Number.POSITIVE_INFINITY;
  if (unit >= format.smallest && sums <= unit * 2 ** format.precision) return 0;
  const error = recursionError(levels, format.unitRoundoff);
  return outward(outward(error * size) + underflow(levels, format));
}

/** The same for A·B + added: the product's error, and what adding may round. */
export function accumulatedStrassenBound<R extends string, C extends string>(
  sums: Accumulated<R, C>,
  format: SumFormat,
): Matrix<R, C> {
  const adding = accumulatedBound(sums, format);
  return strassenBound(sums.left, sums.right, format).map((product, i, j) => {
    const rounding = adding.at(i, j);
    return product + rounding === 0 ? 0 : outward(product * (1 + format.unitRoundoff) + rounding);
  });
}

/** The products of a level of Winograd's form that make an entry: sums of so many blocks, each side. */
const products = [
  [1, 1],
  [3, 3],
  [2, 2],
  [4, 1],
] as const;

/**
 * ε with |C − Ĉ| ≤ ε·max|A|·max|B| for square matrices of extent 2^levels; h is half the extent of a
 * level. A sum of α blocks has α − 1 roundings, so the product of a sum of α by a sum of β is off by at
 * most αβ(1 + γ)·ε' + h·αβ·γ, with γ = γ_(α+β−2), ε' being that of the level below. Winograd's
 * form adds four such products in three additions, and 1 + 9 + 4 + 4 = 18 is Higham's constant for it.
 * Strassen's own has 12, with two additions fewer on each side. A recursion that ends early, with
 * conventional products, is no worse: their error n·γ_n is 4u/(1 − 2u) at most where ε is 18u and more, and grows by
 * less than 18 from level to level while n·u is below 1/2.
 */
export function recursionError(levels: number, u: number): number {
  let error = u;
  for (let level = 0; level < levels; level += 1) {
    const half = 2 ** level;
    let sum = 0;
    for (const [left, right] of products) {
      const growth = gamma(left + right - 2, u);
      sum += left * right * ((1 + growth) * error + half * growth);
    }
    error = outward(outward(sum) + gamma(3, u) * outward(18 * half + sum));
  }
  return error;
}

/** γ_k ≥ (1 + u)^k − 1. */
function gamma(roundings: number, u: number): number {
  return outward((roundings * u) / (1 - roundings * u));
}

function underflow(levels: number, { smallest }: NumberFormat): number {
  return smallest * 8 ** (2 * levels + 2);
}

function largest(matrix: Matrix): number {
  return matrix.toArray().reduce((max, entry) => Math.max(max, Math.abs(entry)), 0);
}
