/** A·B of row-major arrays, (m×n)(n×k), the way one writes it first: three loops, i, j, p. */
export function naiveProduct(
  a: Float64Array,
  b: Float64Array,
  [m, n, k]: readonly [number, number, number],
): Float64Array {
  const out = new Float64Array(m * k);
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < k; j += 1) {
      let total = 0;
      for (let p = 0; p < n; p += 1) {
        // SAFETY: i < m, p < n and j < k, so both entries are there.
        total += (a[i * n + p] as number) * (b[p * k + j] as number);
      }
      out[i * k + j] = total;
    }
  }
  return out;
}
