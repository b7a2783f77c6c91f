/** Extents of 0, from public reports. */

import type { Fault } from './fault.ts';
import { wrongGemm, wrongWhole } from './wrong-parts.ts';

export const empty: readonly Fault[] = [
  wrongGemm(
    {
      name: 'inner0-uninit-cuda',
      story: 'an empty sum leaves the result as it was in memory',
      trigger: 'k = 0 or m = 0',
      caughtBy: 'empty-extents',
      thread: 'https://github.com/pytorch/pytorch/issues/31421',
    },
    (product, right) => {
      if (product.a.cols > 0) right(product);
    },
  ),
  wrongWhole(
    {
      name: 'empty-detaches-graph',
      story: 'a product with an extent of 0 has no gradients at all',
      trigger: 'an extent is 0',
      caughtBy: 'empty-extents',
      thread: 'https://github.com/huggingface/candle/pull/3756',
    },
    (given, right) => {
      const empty = [...given.X.shape, ...given.W.shape].includes(0);
      return empty ? {} : right(given);
    },
  ),
  {
    ...wrongGemm(
      {
        name: 'inner0-uninit-int64',
        story: 'in one number format only, an empty sum leaves the result as it was in memory',
        trigger: 'k = 0 or m = 0, in float32',
        caughtBy: 'empty-extents',
        thread: 'https://github.com/pytorch/pytorch/issues/71774',
      },
      (product, right) => {
        if (product.a.cols > 0) right(product);
      },
    ),
    numberFormat: 'float32',
  },
  wrongGemm(
    {
      name: 'k0-beta0-direct-kernel',
      story: 'the kernel for small results returns at once from an empty sum, without writing',
      trigger: 'k = 0 or m = 0, and a gradient of at most 16 entries',
      caughtBy: 'empty-extents',
      thread: 'https://github.com/OpenMathLib/OpenBLAS/issues/2914',
    },
    (product, right) => {
      const small = product.a.rows * product.b.cols <= 16;
      if (product.a.cols > 0 || !small) right(product);
    },
  ),
  wrongWhole(
    {
      name: 'empty-bwd-loses-history',
      story: 'an empty sum is made anew and forgets what it was computed from',
      trigger: 'n = 0 or k = 0',
      caughtBy: 'empty-extents',
      thread: 'https://github.com/tinygrad/tinygrad/pull/3108',
    },
    (given, right) => (given.W.shape.includes(0) ? {} : right(given)),
  ),
];
