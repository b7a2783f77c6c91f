/** Partial sums that are narrower than the accumulator that is claimed, from public reports. */

import { Matrix } from '../../src/matrix/matrix.ts';
import { formats, type NumberFormat } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { cutOff } from '../engine/cut-off.ts';
import { type About, type Fault, wrongProduct } from './fault.ts';

type Narrow = 'bfloat16' | 'float16';

/** What becomes of a row and a column, whose products are exact in float64. */
type Dot = (products: readonly number[], stored: (value: number) => number) => number;

/** It is said to sum in float32, and is stored in a narrow format. */
function claiming(numberFormat: Narrow, about: Omit<About, 'caughtBy'>, dot: Dot): Fault {
  const stored = (value: number): number => round(value, formats[numberFormat]);
  const product = (a: Matrix, b: Matrix): Matrix =>
    Matrix.of([a.rows, b.cols], (i, j) => {
      const products = Array.from({ length: a.cols }, (_, p) => a.at(i, p) * b.at(p, j));
      return stored(dot(products, stored));
    });
  return {
    ...wrongProduct({ ...about, caughtBy: 'equation-1' }, product),
    numberFormat,
    claims: { accumulates: 'float32' },
  };
}

/** In float32, from left to right. */
function summed(terms: readonly number[]): number {
  return terms.reduce((sum, term) => Math.fround(sum + term), 0);
}

/** Each slice of so many products is summed in float32; their sums are stored before they are added. */
function inSlices(length: (products: number) => number): Dot {
  return (products, stored) => {
    const size = Math.max(1, length(products.length));
    const count = Math.ceil(products.length / size);
    const slices = Array.from({ length: count }, (_, i) =>
      products.slice(i * size, i * size + size),
    );
    return summed(slices.map((slice) => stored(summed(slice))));
  };
}

/** Every partial sum is stored. */
const throughout: Dot = (products, stored) =>
  products.reduce((sum, product) => stored(sum + product), 0);

/** After every slice of so many products what was summed so far is stored. */
function betweenTiles(size: number): Dot {
  return (products, stored) =>
    products.reduce((sum, product, p) => {
      const next = Math.fround(sum + product);
      return (p + 1) % size === 0 ? stored(next) : next;
    }, 0);
}

/** Every sum is cut off. */
function cut(format: NumberFormat): Dot {
  return (products) => products.reduce((sum, product) => cutOff(sum + product, format), 0);
}

/** float32 with one bit less. */
const short: NumberFormat = { ...formats.float32, precision: 23, maxExponent: 126 };

function splitK(parts: number): Fault {
  return claiming(
    'bfloat16',
    {
      name: `split-k-${parts}-bf16-partials`,
      story: `the sum is split in ${parts}, and the parts are stored in bfloat16 before they are added`,
      trigger: 'bfloat16, and partial sums of more than 8 bits',
      thread: 'https://github.com/modular/modular/issues/7165',
    },
    inSlices((products) => Math.ceil(products / parts)),
  );
}

export const accumulators: readonly Fault[] = [
  claiming(
    'bfloat16',
    {
      name: 'bf16-accumulator',
      story: 'every partial sum is rounded to bfloat16',
      trigger: 'bfloat16, and partial sums of more than 8 bits',
      thread: 'https://github.com/pytorch/pytorch/issues/188492',
    },
    throughout,
  ),
  claiming(
    'float16',
    {
      name: 'f16-accumulator',
      story: 'every partial sum is rounded to float16',
      trigger: 'float16, and partial sums of more than 11 bits',
      thread: 'https://github.com/NVIDIA/cutlass/issues/1188',
    },
    throughout,
  ),
  splitK(3),
  splitK(8),
  claiming(
    'bfloat16',
    {
      name: 'bf16-between-tiles-of-64',
      story: 'the sum so far is stored in bfloat16 after every tile of 64',
      trigger: 'bfloat16, and an inner extent above 64',
      thread: 'https://github.com/tenstorrent/tt-mlir/issues/8666',
    },
    betweenTiles(64),
  ),
  claiming(
    'bfloat16',
    {
      name: 'bf16-between-tiles-of-1024',
      story: 'the sum so far is stored in bfloat16 after every tile of 1024',
      trigger: 'bfloat16, and an inner extent above 1024',
      thread: 'https://github.com/tenstorrent/tt-mlir/issues/8666',
    },
    betweenTiles(1024),
  ),
  claiming(
    'bfloat16',
    {
      name: 'bf16-sums-cut-off',
      story: 'sums are cut off to 24 bits, as tensor cores do it, and fusedSums is not claimed',
      trigger: 'bfloat16, and a sum of more than 24 bits beside a tie of bfloat16',
      thread: 'https://doi.org/10.7717/peerj-cs.330',
    },
    cut(formats.float32),
  ),
];

/** What no report names. */
export const plantedAccumulators: readonly Fault[] = [
  claiming(
    'float16',
    {
      name: 'f16-sums-of-23-bits',
      story: 'sums have 23 bits, one less than is claimed',
      trigger: 'float16, and a sum of 24 bits beside a tie of float16',
    },
    (products) => products.reduce((sum, product) => round(sum + product, short), 0),
  ),
];
