import { entryAt } from '../at.ts';
import { simdProduct } from './simd-product.ts';
import { type Extents, tiledProduct } from './tiled-product.ts';

/** Below so many products, or so few rows or columns, packing costs more than it saves. */
const [fewProducts, fewLines] = [1024, 3];

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k. Every entry is 0 + a₀b₀ + a₁b₁ + …, summed from left
 * to right, each product and each sum rounded to float64: how the product is cut into tiles decides which
 * entries are summed side by side, never the order within one.
 */
export function productOf(a: Float64Array, b: Float64Array, extents: Extents): Float64Array {
  const [m, q, k] = extents;
  const isSmall = m < fewLines || k < fewLines || m * q * k < fewProducts;
  if (isSmall) return directProduct(a, b, extents);
  return simdProduct(a, b, extents) ?? tiledProduct(a, b, extents);
}

function directProduct(a: Float64Array, b: Float64Array, [m, q, k]: Extents): Float64Array {
  const out = new Float64Array(m * k);
  for (let i = 0; i < m; i += 1) {
    for (let p = 0; p < q; p += 1) {
      const factor = entryAt(a, i * q + p);
      const from = p * k;
      const to = i * k;
      for (let j = 0; j < k; j += 1) {
        // SAFETY: row i of the result is k long.
        (out[to + j] as number) += factor * entryAt(b, from + j);
      }
    }
  }
  return out;
}
