/**
 * a·b + c with one rounding, from operations that round each time: the sum of what is left over is
 * rounded to odd, so that rounding it again to nearest cannot go wrong (Boldo and Melquiond, IEEE
 * Trans. Comput. 57 (2008) 462).
 */
import { twoProduct, twoSum } from '../../src/certified/error-free.ts';

/** In float64; where twoProduct has slack, the product is rounded first. */
export function fma(a: number, b: number, c: number): number {
  const [product, productError] = exactProduct(a, b);
  const [low, lowest] = twoSum(c, productError);
  const [high, middle] = twoSum(product, low);
  return high + sumToOdd(lowest, middle);
}

/**
 * a·b as its rounded product and what that lost: like twoProduct, but also where a huge factor could
 * not be split, so that scaling operands by powers of two scales both.
 */
export function exactProduct(a: number, b: number): readonly [product: number, error: number] {
  const shift = Math.abs(a) > 2 ** 900 ? 2 ** -200 : Math.abs(b) > 2 ** 900 ? 2 ** 200 : 1;
  const [product, error] = twoProduct(a * shift, b / shift);
  return [product, error];
}

/** In float32, of float32 numbers: their product is exact in float64. */
export function fma32(a: number, b: number, c: number): number {
  return Math.fround(sumToOdd(a * b, c));
}

/** a + b, rounded to the neighbour whose last bit is 1 when it is not exact. */
export function sumToOdd(a: number, b: number): number {
  const [sum, error] = twoSum(a, b);
  if (error === 0) return sum;
  bits.setFloat64(0, sum);
  const low = bits.getInt32(4);
  if (low % 2 !== 0) return sum;
  const awayFromZero = error > 0 === sum > 0;
  bits.setInt32(4, awayFromZero ? low + 1 : low - 1);
  if (low === 0 && !awayFromZero) bits.setInt32(0, bits.getInt32(0) - 1); // a borrow
  return bits.getFloat64(0);
}

const bits = new DataView(new ArrayBuffer(8));
