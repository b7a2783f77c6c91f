/** Extents of 1, from public reports. */

import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import type { View } from '../engine/view.ts';
import { altered, type Fault, wrongProduct } from './fault.ts';
import { wrongGemm } from './wrong-parts.ts';

export const ones: readonly Fault[] = [
  wrongProduct(
    {
      name: 'matvec-runs-vecmat',
      story: 'one column runs the kernel of one row',
      trigger: 'n = 1',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tracel-ai/burn/issues/5122',
    },
    (a, b) =>
      b.cols === 1 ? multiply(Matrix.over(a.cols, a.rows, a.toArray()).T, b) : multiply(a, b),
  ),
  wrongProduct(
    {
      name: 'sgemm-2x1x1',
      story: 'for one column, only the first of two rows is written',
      trigger: 'n = 1 and m > 1',
      caughtBy: 'equation-1',
      thread: 'https://github.com/flame/blis/issues/182',
    },
    (a, b) => altered(a, b, (value, i) => (b.cols === 1 && i % 2 === 1 ? 0 : value)),
  ),
  wrongProduct(
    {
      name: 'layout-ambiguous-a1',
      story: 'a column operand has two unit strides, and the wrong one wins',
      trigger: 'k = 1',
      caughtBy: 'equation-1',
      thread: 'https://github.com/openxla/xla/pull/17053',
    },
    (a, b) => multiply(a.cols === 1 ? a.map((value, i) => (i === 0 ? value : 0)) : a, b),
  ),
  wrongProduct(
    {
      name: 'gemm-dim1-mnk',
      story: 'with one row the inner extent is derived as 1',
      trigger: 'm = 1',
      caughtBy: 'equation-1',
      thread: 'https://github.com/Tencent/ncnn/pull/4890',
    },
    (a, b) => (a.rows === 1 ? multiply(a.columnRange(0, 1), b.rowRange(0, 1)) : multiply(a, b)),
  ),
  wrongGemm(
    {
      name: 'ld-strides-1-1',
      story: 'an operand whose strides are both 1 gets rows that overlap',
      trigger: 'an axis of extent 1, and both strides are 1',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/chelsea0x3b/dfdx/pull/393',
    },
    (product, right) => {
      const overlapping = (view: View): View =>
        view.rowStride === 1 && view.colStride === 1 && view.rows > 1
          ? { ...view, rowStride: 0 }
          : view;
      right({ ...product, a: overlapping(product.a), b: overlapping(product.b) });
    },
  ),
];
