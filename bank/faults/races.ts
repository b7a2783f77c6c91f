/** Calls, threads and blocks that get in each other's way, from public reports. */

import type { Given, Operand } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { backward, gemm, type Product } from '../engine/parts.ts';
import { get, type View } from '../engine/view.ts';
import type { About, Fault } from './fault.ts';
import { fillOut, innerRange } from './fill-out.ts';
import { remembering, wrongGemm, wrongParts } from './wrong-parts.ts';

type Take = (length: number) => Float64Array;

/**
 * A library that packs W into a buffer and lets other calls run before it multiplies. `make` gives
 * what says which buffer, anew when the library is told to forget.
 */
function packing(about: About, make: () => Take): Fault {
  let take = make();
  return {
    ...wrongParts(about, {}),
    backward: async (given: Given) => {
      const { shape, data } = packed(given.W, take);
      await Promise.resolve();
      return backward({ ...given, W: { shape, data } });
    },
    reset: () => {
      take = make();
    },
  };
}

function packed(W: Operand, take: Take): Operand {
  const entries = W.shape.length < 2 ? undefined : entriesOf(W);
  if (entries === undefined) return W;
  const buffer = take(entries.length);
  buffer.set(entries);
  return { shape: W.shape, data: buffer };
}

function oneBuffer(): Take {
  let buffer = new Float64Array(0);
  return (length) => {
    if (buffer.length < length) buffer = new Float64Array(length);
    return buffer.subarray(0, length);
  };
}

function pooled(): Take {
  const pool = new Map<number, Float64Array>();
  return (length) => {
    const block = pool.get(length) ?? new Float64Array(length);
    pool.set(length, block);
    return block;
  };
}

/** A fault that shows in every third product: a race that is lost, made repeatable. */
function everyThird(about: About, lost: (product: Product) => void): Fault {
  return remembering(about, () => {
    let products = 0;
    return {
      gemm: (product) => {
        products += 1;
        if (products % 3 === 0) lost(product);
        else gemm(product);
      },
    };
  });
}

function rowOf(product: Product, i: number): Product {
  const row = (view: View): View => ({
    ...view,
    rows: 1,
    offset: view.offset + i * view.rowStride,
  });
  return { ...product, a: row(product.a), out: row(product.out) };
}

function isZeroBlock(a: View, i: number, p: number): boolean {
  return Array.from({ length: 16 }, (_, at) => get(a, i + (at >> 2), p + (at % 4))).every(
    (entry) => entry === 0,
  );
}

export const races: readonly Fault[] = [
  packing(
    {
      name: 'shared-pack-buffer-race',
      story:
        'all calls pack into one buffer, so one that is still waiting multiplies the W of another',
      trigger: 'two calls at once',
      caughtBy: 'history-independence',
      thread: 'https://github.com/OpenMathLib/OpenBLAS/issues/1755',
    },
    oneBuffer,
  ),
  packing(
    {
      name: 'pack-block-freed-early',
      story: 'a packed block goes back to the pool before it was used, and the next call gets it',
      trigger: 'two calls at once with a W of one size',
      caughtBy: 'history-independence',
      thread: 'https://github.com/flame/blis/pull/702',
    },
    pooled,
  ),
  everyThird(
    {
      name: 'row-ranges-overlap',
      story: 'the row in the middle belongs to two threads, and what one of them adds is lost',
      trigger: 'm is odd, now and then',
      caughtBy: 'purity',
      thread: 'https://github.com/Narsil/ggblas/issues/1',
    },
    (product) => {
      gemm(product);
      const { a, accumulate } = product;
      if (a.rows % 2 === 0 || accumulate) return;
      const first = innerRange(product, 0, Math.floor(a.cols / 2));
      gemm(rowOf(first, Math.floor(a.rows / 2)));
    },
  ),
  everyThird(
    {
      name: 'async-mma-register-reuse',
      story: 'a block of A is loaded over the one that is still being multiplied',
      trigger: 'an inner extent of 16 or more, now and then',
      caughtBy: 'purity',
      thread: 'https://github.com/deepseek-ai/DeepGEMM/issues/449',
    },
    (product) => {
      const { a } = product;
      if (a.cols < 16) return gemm(product);
      gemm(innerRange(product, 8, a.cols));
      const first = innerRange(product, 0, 8);
      gemm({ ...first, a: innerRange(product, 8, 16).a, accumulate: true });
    },
  ),
  everyThird(
    {
      name: 'split-k-atomic-adds',
      story: 'two halves of the inner extent are added in the order in which they are done',
      trigger: 'an inner extent of 3 or more and rounded sums, now and then',
      caughtBy: 'purity',
      thread: 'https://github.com/ROCm/aiter/pull/4581',
    },
    (product) => {
      const { a } = product;
      const half = Math.floor(a.cols / 2);
      gemm(innerRange(product, half, a.cols));
      gemm({ ...innerRange(product, 0, half), accumulate: true });
    },
  ),
  wrongGemm(
    {
      name: 'zero-block-parallel-corruption',
      story: 'below an aligned block of zeros the accumulator of a column is not reset',
      trigger: 'dY has an aligned 4×4 block of zeros',
      caughtBy: 'block-decomposition',
      thread: 'https://github.com/sarah-quinones/faer-rs/issues/273',
    },
    (product, right) => {
      right(product);
      const { a } = product;
      const blocks = Array.from({ length: Math.floor(a.cols / 4) }, (_, block) => 4 * block);
      const stale = (i: number): boolean =>
        i >= 4 && i + 4 <= a.rows && blocks.some((p) => isZeroBlock(a, i, p));
      let left = 0; // what the row before left in the accumulator of the first column
      fillOut(product, (i, j, there) => {
        if (j > 0) return there;
        const value = stale(i - (i % 4)) ? there + left : there;
        left = value;
        return value;
      });
    },
  ),
];
