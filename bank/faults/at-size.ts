/** Faults that begin where problems are large: profile `large` must catch them. */

import type { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { type About, altered, type Fault, wrongBackward, wrongProduct } from './fault.ts';
import { wrongWhole } from './wrong-parts.ts';

/** A fault, and the extents of the smallest problem on which it shows. */
export interface FaultAtSize extends Fault {
  readonly from: { readonly m: number; readonly n: number; readonly k: number };
  /** Likewise, members of a batch. */
  readonly members?: number;
}

type Told = Pick<About, 'story' | 'trigger' | 'thread'> & {
  readonly name: string;
  readonly from: Partial<FaultAtSize['from']>;
  readonly caughtBy?: string;
};

/** The right product, which `wrong` makes wrong. */
function product(
  { from, caughtBy = 'equation-1', name, ...told }: Told,
  wrong: (a: Matrix, b: Matrix) => Matrix,
): FaultAtSize {
  const about = { ...told, name: `size-${name}`, caughtBy };
  return { ...wrongProduct(about, wrong), from: { m: 1, n: 1, k: 1, ...from } };
}

/** The right dX with some entries wrong. */
function dX(
  { from, name, ...told }: Told,
  change: (value: number, i: number, j: number) => number,
  isWrong: (dX: Matrix, k: number) => boolean,
): FaultAtSize {
  const about = { ...told, name: `size-${name}`, caughtBy: 'equation-1' };
  const fault = wrongBackward(about, ({ X, W, dY }) => {
    const right = multiply(dY, W.T);
    return { dX: isWrong(right, dY.cols) ? right.map(change) : right, dW: multiply(X.T, dY) };
  });
  return { ...fault, from: { m: 1, n: 1, k: 1, ...from } };
}

/** A fault of the library that claims everything. */
function batchCounter(): FaultAtSize {
  const told: About = {
    name: 'size-65537-members',
    story: 'members of a batch from the 65,536th on are 0, as a counter of members has 16 bits',
    trigger: 'a batch of more than 65,536 members',
    thread: 'https://github.com/tensorflow/tensorflow/issues/29374',
    caughtBy: 'equation-1',
  };
  const fault = wrongWhole(told, (given, answer) => {
    const right = answer(given);
    const [members = 0, ...matrix] = right.dX?.shape ?? [];
    if (matrix.length !== 2 || members <= 65_536 || right.dX === undefined) return right;
    const size = right.dX.data.length / members;
    const data = Float64Array.from(right.dX.data).fill(0, 65_536 * size);
    return { ...right, dX: { ...right.dX, data } };
  });
  return { ...fault, from: { m: 1, n: 1, k: 1 }, members: 65_537 };
}

export const atSize: readonly FaultAtSize[] = [
  dX(
    {
      name: '131-last-row',
      story: 'the last row of dX stays 0 from 131 rows on',
      trigger: 'm ≥ 131',
      from: { m: 131 },
    },
    (value, i) => (i === 130 ? 0 : value),
    ({ rows }) => rows >= 131,
  ),
  product(
    {
      name: '257-partial-tile',
      story: 'a second tile that is not full is taken from the first one',
      trigger: 'more than 256 columns, and no multiple of 256',
      thread: 'https://github.com/eth-cscs/Tiled-MM/pull/17',
      from: { n: 257 },
    },
    (a, b) => {
      const isPartial = b.cols > 256 && b.cols % 256 !== 0;
      const right = multiply(a, b);
      return isPartial
        ? right.map((value, i, j) => (j < 256 ? value : right.at(i, j - 256)))
        : right;
    },
  ),
  product(
    {
      name: '513-dropped-split',
      story: 'of a sum that is split into parts of 512 terms, an incomplete last part is dropped',
      trigger: 'sums of more than 512 terms, and no multiple of 512',
      thread: 'https://github.com/ROCm/composable_kernel/pull/3387',
      from: { k: 513 },
    },
    (a, b) => {
      const whole = a.cols > 512 ? a.cols - (a.cols % 512) : a.cols;
      return multiply(a.columnRange(0, whole), b.rowRange(0, whole));
    },
  ),
  dX(
    {
      name: '1025-beside-border',
      story: 'one entry beside the border of a tile is off by one where m and n exceed 1024',
      trigger: 'm > 1024 and n > 1024',
      from: { m: 1025, n: 1025 },
    },
    (value, i, j) => (i === 511 && j === 512 ? value + 1 : value),
    ({ rows, cols }) => rows > 1024 && cols > 1024,
  ),
  dX(
    {
      name: '2049-tile',
      story: 'another kernel, from 2048² entries on, has one wrong tile',
      trigger: 'm > 2048 and n > 2048',
      thread: 'https://github.com/ml-explore/mlx/issues/3797',
      from: { m: 2049, n: 2049 },
    },
    (value, i, j) => (i < 64 && j >= 64 && j < 128 ? 2 * value : value),
    ({ rows, cols }) => rows > 2048 && cols > 2048,
  ),
  dX(
    {
      name: '65537-row-counter',
      story: 'rows from the 65,536th on are not written, as a counter of rows has 16 bits',
      trigger: 'm > 65,536',
      thread: 'https://github.com/ggml-org/llama.cpp/pull/25103',
      from: { m: 65_537 },
    },
    (value, i) => (i >= 65_536 ? 0 : value),
    ({ rows }) => rows > 65_536,
  ),
  dX(
    {
      name: '2097153-rows',
      story: 'only the first 2²¹ rows are right',
      trigger: 'm > 2²¹',
      thread: 'https://github.com/tensorflow/tensorflow/issues/20094',
      from: { m: 2 ** 21 + 1 },
    },
    (value, i) => (i >= 2 ** 21 ? -value : value),
    ({ rows }) => rows > 2 ** 21,
  ),
  product(
    {
      name: '128-whole-tiles',
      story:
        'where all extents are multiples of 128, the kernel without checks forgets the last entry',
      trigger: 'm, n and k are multiples of 128',
      from: { m: 128, n: 128, k: 128 },
    },
    (a, b) => {
      const isWhole = [a.rows, a.cols, b.cols].every((extent) => extent % 128 === 0);
      const [last, end] = [a.rows - 1, b.cols - 1];
      return isWhole
        ? altered(a, b, (value, i, j) => (i === last && j === end ? 0 : value))
        : multiply(a, b);
    },
  ),
  product(
    {
      name: '384-lower-precision',
      story: 'from 384 terms on, the result is computed in float32',
      trigger: 'float64, and sums of 384 terms or more',
      from: { k: 384 },
    },
    (a, b) => (a.cols >= 384 ? altered(a, b, Math.fround) : multiply(a, b)),
  ),
  product(
    {
      name: '257-wrong-forward',
      story: 'Y alone: its columns from the 257th on are those of the row before',
      trigger: 'k > 256',
      caughtBy: 'forward-product',
      from: { m: 2, k: 257 },
    },
    (a, b) => {
      const right = multiply(a, b);
      if (b.cols <= 256) return right;
      return right.map((value, i, j) => (j < 256 || i === 0 ? value : right.at(i - 1, j)));
    },
  ),
  batchCounter(),
];

/** Right, but of large products another sum: parts of 256 terms are added to one another. */
export function splitProduct(a: Matrix, b: Matrix): Matrix {
  const parts = Array.from({ length: Math.ceil(a.cols / 256) }, (_, part) => {
    const [from, to] = [256 * part, Math.min(a.cols, 256 * part + 256)];
    return multiply(a.columnRange(from, to), b.rowRange(from, to));
  });
  return parts.reduce((sum, part) => sum.map((value, i, j) => value + part.at(i, j)));
}
