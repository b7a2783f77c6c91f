/** Sums in a format wider than what is stored, in orders of their own, as is claimed. */

import type { Claims } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { fma32 } from '../engine/fma.ts';
import { dotted, entry, fromProduct, plainClaims, type Unusual } from './unusual.ts';

/** One entry, not yet stored; `each` rounds to the accumulator. */
type Dot = (row: Float64Array, column: Float64Array, each: (value: number) => number) => number;

const inOrder: Dot = (row, column, each) => {
  let sum = 0;
  for (let p = 0; p < row.length; p += 1) sum = each(sum + each(entry(row, p) * entry(column, p)));
  return sum;
};

const reversed: Dot = (row, column, each) => {
  let sum = 0;
  for (let p = row.length - 1; p >= 0; p -= 1)
    sum = each(sum + each(entry(row, p) * entry(column, p)));
  return sum;
};

const pairwise: Dot = (row, column, each) => {
  if (row.length <= 2) return inOrder(row, column, each);
  const half = row.length >> 1;
  const near = pairwise(row.subarray(0, half), column.subarray(0, half), each);
  return each(near + pairwise(row.subarray(half), column.subarray(half), each));
};

const fused: Dot = (row, column) => {
  let sum = 0;
  for (let p = 0; p < row.length; p += 1) sum = fma32(entry(row, p), entry(column, p), sum);
  return sum;
};

const orders = {
  'in order': inOrder,
  pairwise,
  reversed,
  'with FMA': fused,
} as const satisfies Record<string, Dot>;

interface Formats {
  readonly numberFormat: 'float32' | 'bfloat16' | 'float16';
  readonly accumulates: NonNullable<Claims['accumulates']>;
}

/** A subject that sums like this, and claims so. */
function accumulating(order: keyof typeof orders, { numberFormat, accumulates }: Formats): Unusual {
  const each = accumulates === 'float32' ? Math.fround : (value: number): number => value;
  const name = `${numberFormat}, ${accumulates} sums ${order}`;
  const story = `sums are ${accumulates} ${order}, as claimed, and rounded once in the end`;
  return fromProduct(
    { name, story, numberFormat, claims: { ...plainClaims, accumulates } },
    dotted((row, column) => round(orders[order](row, column, each), formats[numberFormat])),
  );
}

export const accumulators: readonly Unusual[] = [
  ...(['in order', 'pairwise', 'reversed', 'with FMA'] as const).flatMap((order) => [
    accumulating(order, { numberFormat: 'bfloat16', accumulates: 'float32' }),
    accumulating(order, { numberFormat: 'float16', accumulates: 'float32' }),
  ]),
  ...(['in order', 'pairwise', 'reversed'] as const).flatMap((order) => [
    accumulating(order, { numberFormat: 'float32', accumulates: 'float64' }),
    accumulating(order, { numberFormat: 'bfloat16', accumulates: 'float64' }),
    accumulating(order, { numberFormat: 'float16', accumulates: 'float64' }),
  ]),
];
