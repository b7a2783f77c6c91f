/** The layout of dY, and where X begins; limits are scaled down. */
import { get, type View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { asDense, fillOut, isDense } from './fill-out.ts';
import { wrongGemm, wrongWhole } from './wrong-parts.ts';

export const upstreamLayouts: readonly Fault[] = [
  wrongGemm(
    {
      name: 'sum-grad-stride0-ger',
      story: 'with one output, an expanded dY gives a dX of zeros',
      trigger: 'k = 1 and dY is expanded',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/pytorch/pytorch/issues/3303',
    },
    (product, right) => {
      const { a, of } = product;
      const expanded = a.rowStride === 0 || a.colStride === 0;
      if (of === 'dX' && a.cols === 1 && expanded) fillOut(product, () => 0);
      else right(product);
    },
  ),
  wrongGemm(
    {
      name: 'noncontig-G-inner1-zeros',
      story: 'with one output, dX of a strided dY is zero past the first page',
      trigger: 'k = 1, dY is a view, and dX is large',
      caughtBy: 'adjoint-identity',
      thread: 'https://github.com/pytorch/pytorch/pull/189565',
    },
    (product, right) => {
      right(product);
      const { a, b, of } = product;
      if (of !== 'dX' || a.cols !== 1 || isDense(a)) return;
      fillOut(product, (i, _, there) => (i * b.cols * 4 >= 64 ? 0 : there));
    },
  ),
  wrongGemm(
    {
      name: 'G-index-wraps',
      story: 'beyond a number of elements, dY is read from its beginning again',
      trigger: 'dY has more than 64 entries',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/197636',
    },
    (product, right) => {
      const { a, b, of } = product;
      const wrap = (dY: View): View => {
        const entries = Float64Array.from({ length: dY.rows * dY.cols }, (_, place) =>
          get(dY, Math.floor((place % 64) / dY.cols), (place % 64) % dY.cols),
        );
        return { ...asDense(dY), data: entries, offset: 0 };
      };
      if (of === 'dX') right({ ...product, a: wrap(a) });
      else if (of === 'dW') right({ ...product, b: wrap(b) });
      else right(product);
    },
  ),
  wrongWhole(
    {
      name: 'misaligned-input-4bytes',
      story: 'an operand that does not begin at a multiple of 16 bytes is read from the one before',
      trigger: 'X does not begin at a multiple of 4 entries',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/espressif/esp-nn/issues/34',
    },
    (given, right) => {
      const { X } = given;
      const offset = X.offset ?? 0;
      if (offset % 4 === 0 || given.options?.into?.dX.data === X.data) return right(given);
      return right({ ...given, X: { ...X, offset: offset - (offset % 4) } });
    },
  ),
];
