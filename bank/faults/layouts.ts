/** The layout of X or W is ignored, from public reports; limits are scaled down. */
import { get, type View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { asDense, fillOut, isColumnMajor } from './fill-out.ts';
import { wrongGemm } from './wrong-parts.ts';

/** A copy that keeps the first row and then walks on without gaps. */
function withoutGaps(view: View): View {
  return { ...view, rowStride: view.cols * view.colStride };
}

export const layouts: readonly Fault[] = [
  wrongGemm(
    {
      name: 'lhs-transposed-view',
      story: 'a left operand that is a transposed view is read as row-major',
      trigger: 'X is dense, so that Xᵀ is a view',
      caughtBy: 'equation-2',
      thread: 'https://github.com/tracel-ai/burn/issues/5304',
    },
    (product, right) =>
      right(isColumnMajor(product.a) ? { ...product, a: asDense(product.a) } : product),
  ),
  wrongGemm(
    {
      name: 'js-multiply-ignores-strides',
      story: 'the kernel never looks at strides or offset',
      trigger: 'an operand is a view',
      caughtBy: 'equation-1',
      thread: 'https://github.com/mateogianolio/vectorious/issues/223',
    },
    (product, right) => {
      const raw = (view: View): View => ({ ...asDense(view), offset: 0 });
      right({ ...product, a: raw(product.a), b: raw(product.b) });
    },
  ),
  wrongGemm(
    {
      name: 'general-stride-gemm',
      story: 'operands without any unit stride go through a small kernel that answers zeros',
      trigger: 'an operand without any unit stride in a small product',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/flame/blis/issues/484',
    },
    (product, right) => {
      const general = (v: View): boolean => Math.abs(v.rowStride) > 1 && Math.abs(v.colStride) > 1;
      const small = product.a.rows * product.a.cols * product.b.cols < 1000;
      if (small && (general(product.a) || general(product.b))) fillOut(product, () => 0);
      else right(product);
    },
  ),
  wrongGemm(
    {
      name: 'convert-assumes-no-gaps',
      story: 'the right operand is converted as if there were no gaps between its rows',
      trigger: 'a row-major dY with gaps',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/ggml-org/llama.cpp/pull/13155',
    },
    (product, right) =>
      right(product.b.colStride === 1 ? { ...product, b: withoutGaps(product.b) } : product),
  ),
  wrongGemm(
    {
      name: 'sliced-gemv',
      story: 'with one column, the row stride of the matrix is taken for its width',
      trigger: 'n = 1 and dY has gaps',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/ml-explore/mlx/issues/1163',
    },
    (product, right) => {
      const { a, b } = product;
      if (b.cols !== 1 || a.colStride !== 1 || a.rowStride === 1) right(product);
      else right({ ...product, a: withoutGaps(a) });
    },
  ),
  wrongGemm(
    {
      name: 'const-zero-stride-mulacc',
      story: 'the sum of two expanded scalars collapses to one term',
      trigger: 'both operands are expanded scalars',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/tinygrad/tinygrad/pull/3303',
    },
    (product, right) => {
      const { a, b } = product;
      const constant = (v: View): boolean => v.rowStride === 0 && v.colStride === 0;
      if (!constant(a) || !constant(b) || a.cols === 0) right(product);
      else fillOut(product, () => get(a, 0, 0) * get(b, 0, 0));
    },
  ),
  wrongGemm(
    {
      name: 'stride0-batch-lhs-folded',
      story:
        'a left operand shared by a batch folds its members into one product, rows overlapping',
      trigger: 'a batch of two or more',
      caughtBy: 'batch-decomposition',
      thread: 'https://github.com/huggingface/candle/issues/3744',
    },
    (product, right) => {
      const { out, member, members, of } = product;
      if (of === 'Y' || members === 1 || member === 0) right(product);
      else right({ ...product, out: { ...out, rowStride: 0 } });
    },
  ),
  wrongGemm(
    {
      name: 'TT-variant-wrong',
      story: 'when both operands are transposed, the last inner element is dropped',
      trigger: 'both operands are column-major',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/ROCm/legacy-rocm-build/issues/4615',
    },
    (product, right) => {
      const { a, b } = product;
      if (!isColumnMajor(a) || !isColumnMajor(b)) right(product);
      else right({ ...product, a: { ...a, cols: a.cols - 1 }, b: { ...b, rows: b.rows - 1 } });
    },
  ),
];
