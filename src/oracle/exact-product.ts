/** Sums of products of floating-point numbers as exact decimals: every one of them has an end. */
import { entryAt } from '../at.ts';
import { compare, type Dyadic, dyadic, plus, times, zero } from '../number/dyadic.ts';
import type { Sum } from './sums-of.ts';

/** Every entry of α·A·B, row by row; NaN where something in its sum is not finite. */
export function exactProduct({ left, right, factor = 1 }: Sum): string[] {
  const [rows, columns, q] = [left.toArray(), right.T.toArray(), left.cols];
  return Array.from({ length: left.rows * right.cols }, (_, place) => {
    const [i, j] = [Math.floor(place / right.cols), place % right.cols];
    const row = rows.subarray(i * q, i * q + q);
    const column = columns.subarray(j * q, j * q + q);
    if (![...row, ...column].every(Number.isFinite)) return 'NaN';
    return decimal(times(dot(row, column), dyadic(factor)));
  });
}

/** −1, 0 or 1: the sign of an entry of α·A·B, of finite factors. */
export function exactSign({ left, right, factor = 1 }: Sum, i: number, j: number): -1 | 0 | 1 {
  const [row, column] = [left.rowRange(i, i + 1).toArray(), right.T.rowRange(j, j + 1).toArray()];
  return compare(times(dot(row, column), dyadic(factor)), zero);
}

function dot(row: Float64Array, column: Float64Array): Dyadic {
  let sum = zero;
  for (let p = 0; p < row.length; p += 1) {
    sum = plus(sum, times(dyadic(entryAt(row, p)), dyadic(entryAt(column, p))));
  }
  return sum;
}

/** All of its digits: whole·2^−e is whole·5^e·10^−e. */
export function decimal({ whole, exponent }: Dyadic): string {
  if (exponent >= 0) return String(whole << BigInt(exponent));
  const places = -exponent;
  const digits = String((whole < 0n ? -whole : whole) * 5n ** BigInt(places));
  const padded = digits.padStart(places + 1, '0');
  const fraction = padded.slice(-places).replace(/0+$/, '');
  const text = padded.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
  return whole < 0n ? `-${text}` : text;
}
