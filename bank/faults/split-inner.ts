/** Inner extents that are split among several sums, from public reports; scaled down. */
import { at } from '../../src/at.ts';
import { gemm, type Product } from '../engine/parts.ts';
import type { View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { fillOut, innerRange, isColumnMajor } from './fill-out.ts';
import { wrongGemm } from './wrong-parts.ts';

/** Inner extents from here on are split in two. */
const long = 16;

/** A·B over each half of the inner extent, in storage of its own. */
function halves(product: Product): [Float64Array, Float64Array] {
  const { a, b } = product;
  const middle = Math.floor(a.cols / 2);
  const partial = (part: Product): Float64Array => {
    const data = new Float64Array(a.rows * b.cols);
    const out: View = {
      data,
      offset: 0,
      rows: a.rows,
      cols: b.cols,
      rowStride: b.cols,
      colStride: 1,
    };
    gemm({ ...part, out, alpha: 1, accumulate: false });
    return data;
  };
  return [partial(innerRange(product, 0, middle)), partial(innerRange(product, middle, a.cols))];
}

/** Writes α times what the halves make of an entry, or adds it. */
function store(product: Product, sum: (place: number) => number): void {
  const { alpha, accumulate, b } = product;
  fillOut(product, (i, j, there) => (accumulate ? there : 0) + alpha * sum(i * b.cols + j));
}

export const splitInner: readonly Fault[] = [
  wrongGemm(
    {
      name: 'splitk-dispatch-boundary',
      story: 'another algorithm takes over for long inner extents, and answers garbage',
      trigger: 'a gradient of 16 entries or more, and an inner extent of 48 and thrice its sides',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ml-explore/mlx/issues/3797',
    },
    (product, right) => {
      right(product);
      const { a, b } = product;
      const [rows, inner, cols] = [a.rows, a.cols, b.cols];
      const dispatched = rows * cols >= 16 && inner >= 48 && inner >= 3 * Math.max(rows, cols);
      if (dispatched) fillOut(product, (i, j) => 1000 * i - j);
    },
  ),
  wrongGemm(
    {
      name: 'splitk-workspace-sized-by-m',
      story: 'partial sums are laid out by the number of rows but stored by whole tiles of rows',
      trigger: 'an inner extent of 16 or more, and m no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/facebookexperimental/triton/pull/3401',
    },
    (product, right) => {
      const { a, b } = product;
      if (a.cols < long) return right(product);
      const [first, second] = halves(product);
      // The first half is stored last, and its padding over the beginning of the second.
      second.fill(0, 0, ((4 - (a.rows % 4)) % 4) * b.cols);
      store(product, (place) => at(first, place) + at(second, place));
    },
  ),
  wrongGemm(
    {
      name: 'splitk-workspace-init-skipped',
      story: 'partial sums go into the result itself, and the workspace that is added is empty',
      trigger: 'an inner extent of 16 or more',
      caughtBy: 'equation-1',
      thread: 'https://github.com/NVIDIA/cutlass/issues/3538',
    },
    (product, right) => {
      if (product.a.cols < long) return right(product);
      const [, last] = halves(product);
      store(product, (place) => at(last, place));
    },
  ),
  wrongGemm(
    {
      name: 'splitk-alpha-beta-per-slice',
      story: 'α is applied to every partial sum, and to their total again',
      trigger: 'an inner extent of 16 or more, and α is neither 0 nor 1',
      caughtBy: 'scaling',
      thread: 'https://github.com/NVIDIA/cutlass/pull/424',
    },
    (product, right) => {
      const { a, alpha } = product;
      right(a.cols < long ? product : { ...product, alpha: alpha * alpha });
    },
  ),
  wrongGemm(
    {
      name: 'semaphore-sized-untransposed',
      story: 'counters for tiles are allocated before rows and columns are exchanged, so some lack',
      trigger: 'a gradient stored by columns, of unlike sides, and an inner extent of 16 or more',
      caughtBy: 'transpose-flags',
      thread: 'https://github.com/NVIDIA/cutlass/pull/3624',
    },
    (product, right) => {
      const { a, b, out } = product;
      if (a.cols < long || !isColumnMajor(out)) return right(product);
      // Tiles are 8×2; a tile without a counter of its own is never completed.
      const counters = Math.ceil(a.rows / 8) * Math.ceil(b.cols / 2);
      const tilesDown = Math.ceil(a.rows / 2);
      const tileOf = (i: number, j: number): number => Math.floor(j / 8) * tilesDown + (i >> 1);
      const [first, second] = halves(product);
      store(product, (place) => {
        const [i, j] = [Math.floor(place / b.cols), place % b.cols];
        return at(first, place) + (tileOf(i, j) < counters ? at(second, place) : 0);
      });
    },
  ),
];
