/**
 * Error-free transformations of float64, and rounding outward.
 * Sources: Knuth's TwoSum; Dekker's product with Veltkamp's splitting (Numer. Math. 18, 1971).
 */

/** U = 2^−53, the unit roundoff of the arithmetic we compute with. */
const U = 2 ** -53;

/** [s, e] with s = fl(a + b) and s + e = a + b exactly, barring overflow. */
export function twoSum(a: number, b: number): [sum: number, error: number] {
  const sum = a + b;
  const bShare = sum - a;
  return [sum, a - (sum - bShare) + (b - bShare)];
}

/**
 * [p, e, slack] with p = fl(a·b) and |p + e − a·b| ≤ slack. The slack is 0 unless the product comes
 * near the ends of the exponent range, where Dekker's splitting is not exact.
 */
export function twoProduct(a: number, b: number): [product: number, error: number, slack: number] {
  const product = a * b;
  if (a === 0 || b === 0) return [product, 0, 0];
  const size = Math.abs(product);
  const splits = Math.abs(a) < 2 ** 990 && Math.abs(b) < 2 ** 990;
  const safe = splits && size > 2 ** -960 && size < 2 ** 1000;
  if (!safe) return [product, 0, outward(U * size + Number.MIN_VALUE)];
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  const error = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return [product, error, 0];
}

/**
 * A number not below the real value of `bound`, a non-negative expression of at most eight
 * rounded additions, products and quotients. 0 stays 0: sums of zeros are exact. What is no number
 * (∞·0, ∞ − ∞) is not bounded at all.
 */
export function outward(bound: number): number {
  if (Number.isNaN(bound)) return Number.POSITIVE_INFINITY;
  // (1 + U)^8 < 1 + 2^-49, and MIN_VALUE pays for an underflow.
  return bound === 0 ? 0 : bound * (1 + 2 ** -49) + Number.MIN_VALUE;
}

function split(value: number): [high: number, low: number] {
  const high = splitHigh(value);
  return [high, value - high];
}

/** The upper half of the significand, at most 26 bits; the rest has as many. For |value| < 2^990. */
export function splitHigh(value: number): number {
  const scaled = 134_217_729 * value; // 2^27 + 1, Veltkamp's factor for 53 bits
  return scaled - (scaled - value);
}
