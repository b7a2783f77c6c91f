import { entryAt } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { productOf } from '../matrix/product-of.ts';
import type { Extents } from '../matrix/tiled-product.ts';
import { Balls } from './balls.ts';
import { dot2Product } from './dot2.ts';
import { slicedProduct } from './sliced-product.ts';

/**
 * A·B, (m×q)(q×k) → m×k, for any float64 entries: the true product lies in every ball.
 *
 * Integers whose partial sums stay below 2^53 are summed plainly, which is exact. Of the rest, large
 * products are cut into slices where that costs less, and everything else goes through Dot2.
 * The radius is 0 whenever no rounding took place.
 */
export function certifiedProduct<M extends string, N extends string, K extends string>(
  a: Matrix<M, N>,
  b: Matrix<NoInfer<N>, K>,
): Balls<M, K> {
  const [m, q, k] = [a.rows, a.cols, b.cols];
  const [left, right] = [a.entries(), b.entries()];
  if (q * largestWhole(left) * largestWhole(right) < 2 ** 53) {
    return Balls.exact(Matrix.over(m, k, productOf(left, right, [m, q, k])));
  }
  const extents = [m, q, k] as const;
  const slices = slicesThatPay(m * q * k);
  const sliced = slices === 0 ? undefined : slicedProduct(left, right, { extents, slices });
  const { mid, rad } = sliced ?? dot2Product(left, b.T.entries(), extents);
  return new Balls(Matrix.over(m, k, mid), Matrix.over(m, k, rad));
}

/** With more slices an operand, Dot2 costs less. */
function slicesThatPay(products: number): number {
  if (products < 2 ** 11) return 0;
  if (products < 2 ** 13) return 1;
  return products < 2 ** 15 ? 2 : 3;
}

/** The largest magnitude of integers; infinite, where any entry is none. */
function largestWhole(entries: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entryAt(entries, place);
    if (!Number.isInteger(entry)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(entry));
  }
  return largest;
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
  const [m, q, k] = [a.rows, a.cols, b.cols];
  const [left, right] = [magnitudesOf(a.entries()), magnitudesOf(b.entries())];
  // A product that vanishes is counted one by one.
  const isPlain = smallestOf(left) * smallestOf(right) > 0;
  const totals = (isPlain ? productOf : countedProduct)(left, right, [m, q, k]);
  const growth = 1 + (q + 2) * 2 ** -52;
  const exact = unit * 2 ** 53;
  for (let place = 0; place < totals.length; place += 1) {
    const total = entryAt(totals, place);
    if (total === 0 || total < exact) continue;
    // MIN_VALUE for each product pays for what it lost below the normal range.
    const above = total * growth + q * Number.MIN_VALUE;
    totals[place] = Number.isNaN(total) ? Number.POSITIVE_INFINITY : above;
  }
  return Matrix.over(m, k, totals);
}

function magnitudesOf(entries: Float64Array): Float64Array {
  const sizes = new Float64Array(entries.length);
  for (let place = 0; place < sizes.length; place += 1) {
    sizes[place] = Math.abs(entryAt(entries, place));
  }
  return sizes;
}

/** The smallest magnitude but 0; infinite, where all are 0. */
function smallestOf(magnitudes: Float64Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < magnitudes.length; place += 1) {
    const size = entryAt(magnitudes, place);
    if (size < smallest && size > 0) smallest = size;
  }
  return smallest;
}

/** As `productOf`, of magnitudes, where a product that vanishes counts as the smallest number. */
function countedProduct(a: Float64Array, b: Float64Array, [m, q, k]: Extents): Float64Array {
  const out = new Float64Array(m * k);
  for (let i = 0; i < m; i += 1) {
    for (let p = 0; p < q; p += 1) {
      const x = entryAt(a, i * q + p);
      for (let j = 0; j < k; j += 1) {
        const y = entryAt(b, p * k + j);
        const product = x * y;
        // SAFETY: row i of the result is k long.
        (out[i * k + j] as number) += product === 0 && x > 0 && y > 0 ? Number.MIN_VALUE : product;
      }
    }
  }
  return out;
}
