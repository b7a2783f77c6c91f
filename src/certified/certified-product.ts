import { entryAt } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { Balls } from './balls.ts';
import { outward, twoProduct, twoSum } from './error-free.ts';

/**
 * A·B, (m×q)(q×k) → m×k, for any float64 entries: the true product lies in every ball.
 *
 * Integers whose partial sums stay below 2^53 are summed plainly, which is exact. Everything else
 * goes through Dot2 (Ogita, Rump & Oishi, SIAM J. Sci. Comput. 26 (2005) 1955) with a running bound
 * instead of their a-priori one, so that the radius is 0 whenever no rounding took place.
 */
export function certifiedProduct<M extends string, N extends string, K extends string>(
  a: Matrix<M, N>,
  b: Matrix<NoInfer<N>, K>,
): Balls<M, K> {
  const [left, right, q] = [a.entries(), b.T.entries(), a.cols];
  const plain = left.every(Number.isInteger) && right.every(Number.isInteger);
  const [mid, rad] = [new Float64Array(a.rows * b.cols), new Float64Array(a.rows * b.cols)];
  for (let i = 0, place = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.cols; j += 1, place += 1) {
      const row = left.subarray(i * q, i * q + q);
      const column = right.subarray(j * q, j * q + q);
      mid[place] = plain ? exactIntegerDot(row, column) : Number.NaN;
      if (Number.isNaN(mid[place])) [mid[place], rad[place]] = dot2(row, column);
    }
  }
  return new Balls(Matrix.over(a.rows, b.cols, mid), Matrix.over(a.rows, b.cols, rad));
}

/**
 * |A|·|B|, the S of every error bound: never below the real value, infinite where it is no number, and
 * 0 only where every product is 0. It is the real value itself where every product is a multiple of
 * `unit` and the sum stays below 2^53 units: then neither products nor sums are rounded.
 */
export function magnitudeProduct<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  unit = 0,
): Matrix<R, C> {
  const [left, right, q] = [a.entries(), b.T.entries(), a.cols];
  const growth = 1 + (q + 2) * 2 ** -52;
  const exact = unit * 2 ** 53;
  return Matrix.of([a.rows, b.cols], (i, j) => {
    const total = magnitudeDot(left.subarray(i * q, i * q + q), right.subarray(j * q, j * q + q));
    if (Number.isNaN(total)) return Number.POSITIVE_INFINITY;
    // MIN_VALUE for each product pays for what it lost below the normal range.
    return total === 0 || total < exact ? total : total * growth + q * Number.MIN_VALUE;
  });
}

/** |a|·|b|, where a product that vanishes counts as the smallest number. */
function magnitudeDot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let p = 0; p < a.length; p += 1) {
    const [x, y] = [entryAt(a, p), entryAt(b, p)];
    const product = Math.abs(x * y);
    total += product === 0 && x !== 0 && y !== 0 ? Number.MIN_VALUE : product;
  }
  return total;
}

/** a·b for integers, or NaN when a partial sum may not fit 53 bits. */
function exactIntegerDot(a: Float64Array, b: Float64Array): number {
  let [total, magnitude] = [0, 0];
  for (let p = 0; p < a.length; p += 1) {
    const product = entryAt(a, p) * entryAt(b, p);
    total += product;
    magnitude += Math.abs(product);
  }
  return magnitude < 2 ** 53 ? total : Number.NaN;
}

function dot2(a: Float64Array, b: Float64Array): [mid: number, rad: number] {
  let [high, low, errors, slack] = [0, 0, 0, 0];
  for (let p = 0; p < a.length; p += 1) {
    const [product, productError, productSlack] = twoProduct(entryAt(a, p), entryAt(b, p));
    const [total, sumError] = twoSum(high, product);
    high = total;
    low += productError + sumError;
    errors += Math.abs(productError) + Math.abs(sumError);
    slack += productSlack;
  }
  const [mid, last] = twoSum(high, low);
  if (!Number.isFinite(mid)) return beyondRange(a, b, mid);
  // high + Σ errors is the exact dot product; low sums 2q errors in any order: γ_2q·Σ|errors|.
  const summing = errors * (2 * a.length + 2) * 2 ** -52;
  return [mid, outward(Math.abs(last) + summing + slack * (1 + a.length * 2 ** -52))];
}

/** Of numbers, the sum is beyond the range of float64: nothing is known. Otherwise it is not finite. */
function beyondRange(a: Float64Array, b: Float64Array, mid: number): [mid: number, rad: number] {
  const numbers = a.every(Number.isFinite) && b.every(Number.isFinite);
  return numbers ? [0, Number.POSITIVE_INFINITY] : [mid, 0];
}
