/** Sums that are more accurate than they need to be. */
import { twoSum } from '../../src/certified/error-free.ts';
import { exactProduct, fma } from '../engine/fma.ts';
import { dotted, entry, fromProduct, type Unusual } from './unusual.ts';

type Vector = Float64Array;

/** What a sum loses is taken off the next term. */
function kahan(row: Vector, column: Vector): number {
  let [sum, lost] = [0, 0];
  for (let p = 0; p < row.length; p += 1) {
    const next = entry(row, p) * entry(column, p) - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  }
  return sum;
}

/** What sums lose is summed apart, and added in the end; also where a term is larger than the sum. */
function neumaier(row: Vector, column: Vector): number {
  let [sum, lost] = [0, 0];
  for (let p = 0; p < row.length; p += 1) {
    const term = entry(row, p) * entry(column, p);
    const total = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - total + term : term - total + sum;
    sum = total;
  }
  return sum + lost;
}

/** Products and sums in double-double: a high part, and a low one that is below its last bit. */
function doubleDouble(row: Vector, column: Vector): number {
  let [high, low] = [0, 0];
  for (let p = 0; p < row.length; p += 1) {
    const [product, productError] = exactProduct(entry(row, p), entry(column, p));
    const [sum, sumError] = twoSum(high, product);
    [high, low] = twoSum(sum, sumError + productError + low);
  }
  return high + low;
}

/** Shewchuk's expansion: parts whose sum is the sum so far, exactly. */
function expansion(row: Vector, column: Vector): number {
  let parts: number[] = [];
  for (let p = 0; p < row.length; p += 1) {
    const [product, error] = exactProduct(entry(row, p), entry(column, p));
    parts = grown(grown(parts, error), product);
  }
  return parts.reduce((sum, part) => sum + part, 0);
}

function grown(parts: readonly number[], term: number): number[] {
  let rest = term;
  const next: number[] = [];
  for (const part of parts) {
    const [sum, error] = twoSum(rest, part);
    if (error !== 0) next.push(error);
    rest = sum;
  }
  next.push(rest);
  return next;
}

function fused(row: Vector, column: Vector): number {
  let sum = 0;
  for (let p = 0; p < row.length; p += 1) sum = fma(entry(row, p), entry(column, p), sum);
  return sum;
}

export const exactSums: readonly Unusual[] = [
  fromProduct(
    { name: 'Kahan', story: 'what a sum loses is taken off the next product' },
    dotted(kahan),
  ),
  fromProduct({ name: 'Neumaier', story: 'what sums lose is added in the end' }, dotted(neumaier)),
  fromProduct(
    { name: 'double-double', story: 'sums have twice the digits, and are rounded once' },
    dotted(doubleDouble),
  ),
  fromProduct(
    { name: 'exact sums', story: 'sums lose nothing at all until they are rounded' },
    dotted(expansion),
  ),
  fromProduct({ name: 'FMA', story: 'each product is added before it is rounded' }, dotted(fused)),
];
