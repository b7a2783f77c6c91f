/**
 * Products of float64 out of products of short integers: each row of A and column of B is a sum of slices,
 * whose products lose nothing in an accumulator of 32 or 24 bits (Ozaki, Ogita, Oishi & Rump, Numer.
 * Algorithms 59 (2012) 95; with integers Ootomo, Ozaki & Yokota, arXiv 2306.11975; with float16 Mukunoki,
 * Ozaki, Ogita & Imamura, ISC 2020).
 */
import { at } from '../../src/at.ts';
import { twoSum } from '../../src/certified/error-free.ts';
import { exponentOf } from '../../src/number/round.ts';
import {
  conventional,
  entry,
  fromProduct,
  type Product,
  rowsOf,
  transposed,
  type Unusual,
} from './unusual.ts';

/** How lines are sliced, and how the products of slices are summed. */
interface Scheme {
  /** Of one slice, for sums of so many terms. */
  readonly bits: (terms: number) => number;
  readonly summed: (sum: number) => number;
}

/** Σ slices[s]·2^(exponent − bits·(s + 1)): the line, but for what is left. */
interface Sliced {
  readonly slices: readonly Float64Array[];
  readonly exponent: number;
  readonly isWhole: boolean;
}

/** More of them cost more than what they stand in for. */
const mostSlices = 20;

function sliced(line: Float64Array, bits: number): Sliced {
  const largest = line.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const exponent = largest === 0 ? 0 : exponentOf(largest) + 1;
  const slices: Float64Array[] = [];
  let rest = line.map((value) => scaled(value, -exponent));
  while (slices.length < mostSlices && rest.some((value) => value !== 0)) {
    const shifted = rest.map((value) => value * 2 ** bits);
    const slice = shifted.map(Math.trunc);
    slices.push(slice);
    rest = shifted.map((value, p) => value - entry(slice, p));
  }
  return { slices, exponent, isWhole: rest.every((value) => value === 0) };
}

/** value·2^exponent, also where that power is out of range. */
function scaled(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

/** Sums of slices that weigh the same are integers; they are added in twice the digits. */
function dotOf(a: Sliced, b: Sliced, { bits, summed }: { bits: number } & Pick<Scheme, 'summed'>) {
  const levels = new Float64Array(Math.max(1, a.slices.length + b.slices.length - 1));
  for (const [s, left] of a.slices.entries()) {
    for (const [t, right] of b.slices.entries()) {
      let sum = 0;
      for (let p = 0; p < left.length; p += 1) sum = summed(sum + entry(left, p) * entry(right, p));
      levels[s + t] = entry(levels, s + t) + sum;
    }
  }
  let [high, low] = [0, 0];
  for (let level = levels.length - 1; level >= 0; level -= 1) {
    const [sum, error] = twoSum(high, entry(levels, level) * 2 ** (-bits * (level + 2)));
    [high, low] = twoSum(sum, low + error);
  }
  return scaled(high, a.exponent + b.exponent);
}

function product({ bits: bitsFor, summed }: Scheme): Product {
  return (a, b) => {
    const bits = bitsFor(a.cols);
    const lines = [a, transposed(b)].map((matrix) =>
      rowsOf(matrix).map((line) => sliced(line, bits)),
    );
    if (!lines.flat().every(({ isWhole }) => isWhole)) return conventional(a, b);
    const [rows, columns] = [at(lines, 0), at(lines, 1)];
    const data = rows.flatMap((row) =>
      columns.map((column) => dotOf(row, column, { bits, summed })),
    );
    return { rows: a.rows, cols: b.cols, data: Float64Array.from(data) };
  };
}

/** int8 and int32: q·127² is far below 2³¹. */
const integers: Scheme = { bits: () => 7, summed: (sum) => sum | 0 };

/** q·2^(2·bits) ≤ 2²⁴, and at most the 11 bits of a float16. */
const halves: Scheme = {
  bits: (terms) => Math.min(11, Math.floor((24 - Math.ceil(Math.log2(Math.max(1, terms)))) / 2)),
  summed: Math.fround,
};

export const ozaki: readonly Unusual[] = [
  fromProduct(
    {
      name: 'Ozaki, slices of int8',
      story:
        'float64 out of products of int8, as many as lose nothing; native where these were too many',
    },
    product(integers),
  ),
  fromProduct(
    {
      name: 'Ozaki, slices of float16',
      story: 'float64 out of products of float16 that float32 sums exactly',
    },
    product(halves),
  ),
];
