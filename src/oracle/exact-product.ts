/** Sums of products of floating-point numbers as exact decimals: every one of them has an end. */
import { entryAt } from '../at.ts';
import type { Factors } from '../problem/derive/factors.ts';

/** whole·2^exponent */
interface Dyadic {
  readonly whole: bigint;
  readonly exponent: number;
}

/** Every entry of α·A·B, row by row; NaN where something in its sum is not finite. */
export function exactProduct({ left, right }: Factors, alpha: number): string[] {
  const [rows, columns, q] = [left.toArray(), right.T.toArray(), left.cols];
  return Array.from({ length: left.rows * right.cols }, (_, place) => {
    const [i, j] = [Math.floor(place / right.cols), place % right.cols];
    const row = rows.subarray(i * q, i * q + q);
    const column = columns.subarray(j * q, j * q + q);
    if (![...row, ...column].every(Number.isFinite)) return 'NaN';
    return decimal(times(dot(row, column), dyadic(alpha)));
  });
}

function dot(row: Float64Array, column: Float64Array): Dyadic {
  let sum: Dyadic = { whole: 0n, exponent: 0 };
  for (let p = 0; p < row.length; p += 1) {
    sum = plus(sum, times(dyadic(entryAt(row, p)), dyadic(entryAt(column, p))));
  }
  return sum;
}

function plus(a: Dyadic, b: Dyadic): Dyadic {
  const exponent = Math.min(a.exponent, b.exponent);
  const shifted = ({ whole, exponent: e }: Dyadic): bigint => whole << BigInt(e - exponent);
  return { whole: shifted(a) + shifted(b), exponent };
}

function times(a: Dyadic, b: Dyadic): Dyadic {
  return { whole: a.whole * b.whole, exponent: a.exponent + b.exponent };
}

/** A finite number, taken apart by its bits. */
export function dyadic(value: number): Dyadic {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { whole: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
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
