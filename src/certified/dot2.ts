import { entryAt } from '../at.ts';
import type { Extents } from '../matrix/tiled-product.ts';
import { outward, splitHigh, twoProduct, twoSum } from './error-free.ts';

/** Of an m×k product: midpoints and radii, row by row. */
export interface Product {
  readonly mid: Float64Array;
  readonly rad: Float64Array;
}

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k, B given by its columns (Bᵀ). Each entry goes through
 * Dot2 (Ogita, Rump & Oishi, SIAM J. Sci. Comput. 26 (2005) 1955) with a running bound instead of their
 * a-priori one, so that the radius is 0 whenever no rounding took place.
 */
export function dot2Product(a: Float64Array, bT: Float64Array, extents: Extents): Product {
  return areSplitExactly(a, bT) ? splitOnce(a, bT, extents) : oneByOne(a, bT, extents);
}

/** Whether `twoProduct` has no slack for any two of them: nothing comes near the ends of the range. */
function areSplitExactly(a: Float64Array, b: Float64Array): boolean {
  const [x, y] = [sizesOf(a), sizesOf(b)];
  const splits = x.largest < 2 ** 990 && y.largest < 2 ** 990;
  return splits && x.smallest * y.smallest > 2 ** -960 && x.largest * y.largest < 2 ** 1000;
}

/** The largest magnitude, and the smallest but 0. NaN is the largest. */
function sizesOf(entries: Float64Array): { largest: number; smallest: number } {
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < entries.length; place += 1) {
    const size = Math.abs(entryAt(entries, place));
    largest = Math.max(largest, size);
    if (size < smallest && size > 0) smallest = size;
  }
  return { largest, smallest };
}

/** Every entry is split once, not once for each product it is in: the same bits as `oneByOne`. */
function splitOnce(a: Float64Array, bT: Float64Array, [m, q, k]: Extents): Product {
  const [aHighs, bHighs] = [a.map(splitHigh), bT.map(splitHigh)];
  const [mid, rad] = [new Float64Array(m * k), new Float64Array(m * k)];
  for (let i = 0, place = 0; i < m; i += 1) {
    for (let j = 0; j < k; j += 1, place += 1) {
      let high = 0;
      let low = 0;
      let errors = 0;
      for (let left = i * q, right = j * q; left < i * q + q; left += 1, right += 1) {
        const x = entryAt(a, left);
        const y = entryAt(bT, right);
        const xHigh = entryAt(aHighs, left);
        const yHigh = entryAt(bHighs, right);
        const xLow = x - xHigh;
        const yLow = y - yHigh;
        const product = x * y;
        const lost = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
        const total = high + product;
        const share = total - high;
        const sumLost = high - (total - share) + (product - share);
        high = total;
        low += lost + sumLost;
        errors += Math.abs(lost) + Math.abs(sumLost);
      }
      const [sum, last] = twoSum(high, low);
      mid[place] = sum;
      rad[place] = radiusOf({ last, errors, slack: 0 }, q);
    }
  }
  return { mid, rad };
}

/** For entries of any size, which may not be finite. */
function oneByOne(a: Float64Array, bT: Float64Array, [m, q, k]: Extents): Product {
  const [mid, rad] = [new Float64Array(m * k), new Float64Array(m * k)];
  for (let i = 0, place = 0; i < m; i += 1) {
    for (let j = 0; j < k; j += 1, place += 1) {
      const row = a.subarray(i * q, i * q + q);
      [mid[place], rad[place]] = dot2(row, bT.subarray(j * q, j * q + q));
    }
  }
  return { mid, rad };
}

function dot2(a: Float64Array, b: Float64Array): [mid: number, rad: number] {
  let high = 0;
  let low = 0;
  let errors = 0;
  let slack = 0;
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
  return [mid, radiusOf({ last, errors, slack }, a.length)];
}

/** Of one sum: what its midpoint leaves, the magnitudes of all errors, and what none of them knows. */
interface Lost {
  readonly last: number;
  readonly errors: number;
  readonly slack: number;
}

/** high + Σ errors is the exact dot product; low sums 2q errors in any order: γ_2q·Σ|errors|. */
function radiusOf({ last, errors, slack }: Lost, q: number): number {
  const summing = errors * (2 * q + 2) * 2 ** -52;
  return outward(Math.abs(last) + summing + slack * (1 + q * 2 ** -52));
}

/** Of numbers, the sum is beyond the range of float64: nothing is known. Otherwise it is not finite. */
function beyondRange(a: Float64Array, b: Float64Array, mid: number): [mid: number, rad: number] {
  const numbers = a.every(Number.isFinite) && b.every(Number.isFinite);
  return numbers ? [0, Number.POSITIVE_INFINITY] : [mid, 0];
}
