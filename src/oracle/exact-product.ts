/** Sums of products of floating-point numbers as exact decimals: every one of them has an end. */
import { entryAt } from '../at.ts';
import { type Dyadic, dyadic, plus, times, zero } from '../number/dyadic.ts';
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
