/** Classes B, C, F and S: how operands lie in storage, from public reports; limits are scaled down. */
import { at } from '../at.ts';
import type { Product } from '../engine/engine.ts';
import { get, placeOf, type View } from '../engine/view.ts';
import { wrongGemm, wrongWhole } from './engine-fault.ts';
import { type Fault, reported } from './fault.ts';

/** A view read as if it were dense and row-major from its offset on. */
function asDense(view: View): View {
  return { ...view, rowStride: view.cols, colStride: 1 };
}

function isColumnMajor({ rowStride, colStride, rows, cols }: View): boolean {
  return rowStride === 1 && colStride !== 1 && rows > 1 && cols > 1;
}

function isDense({ rowStride, colStride, rows, cols }: View): boolean {
  return (colStride === 1 || cols === 1) && (rowStride === cols || rows === 1);
}

/** A copy that keeps the first row and then walks on without gaps. */
function withoutGaps(view: View): View {
  return { ...view, rowStride: view.cols * view.colStride };
}

function fillOut({ out, a, b }: Product, value: (i: number, j: number) => number): void {
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.cols; j += 1) out.data[placeOf(out, i, j)] = value(i, j);
  }
}

export const views: readonly Fault[] = [
  wrongGemm(
    reported(
      'B',
      'lhs-transposed-view',
      'a left operand that is a transposed view is read as row-major',
      'tracel-ai/burn/issues/5304',
    ),
    (product, right) =>
      right(isColumnMajor(product.a) ? { ...product, a: asDense(product.a) } : product),
  ),
  wrongGemm(
    reported(
      'B',
      'js-multiply-ignores-strides',
      'the kernel never looks at strides or offset',
      'mateogianolio/vectorious/issues/223',
    ),
    (product, right) => {
      const raw = (view: View): View => ({ ...asDense(view), offset: 0 });
      right({ ...product, a: raw(product.a), b: raw(product.b) });
    },
  ),
  wrongGemm(
    reported(
      'B',
      'general-stride-gemm',
      'operands without any unit stride go through a small kernel that answers zeros',
      'flame/blis/issues/484',
    ),
    (product, right) => {
      const general = (v: View): boolean => Math.abs(v.rowStride) > 1 && Math.abs(v.colStride) > 1;
      const small = product.a.rows * product.a.cols * product.b.cols < 1000;
      if (small && (general(product.a) || general(product.b))) fillOut(product, () => 0);
      else right(product);
    },
  ),
  wrongGemm(
    reported(
      'B',
      'convert-assumes-no-gaps',
      'the right operand is converted as if there were no gaps between its rows',
      'ggml-org/llama.cpp/pull/13155',
    ),
    (product, right) =>
      right(product.b.colStride === 1 ? { ...product, b: withoutGaps(product.b) } : product),
  ),
  wrongGemm(
    reported(
      'B',
      'sliced-gemv',
      'with one column, the row stride of the matrix is taken for its width',
      'ml-explore/mlx/issues/1163',
    ),
    (product, right) => {
      const { a, b } = product;
      if (b.cols !== 1 || a.colStride !== 1 || a.rowStride === 1) right(product);
      else right({ ...product, a: withoutGaps(a) });
    },
  ),
  wrongGemm(
    reported(
      'B',
      'const-zero-stride-mulacc',
      'the sum of two expanded scalars collapses to one term',
      'tinygrad/tinygrad/pull/3303',
    ),
    (product, right) => {
      const { a, b } = product;
      const constant = (v: View): boolean => v.rowStride === 0 && v.colStride === 0;
      if (!constant(a) || !constant(b) || a.cols === 0) right(product);
      else fillOut(product, () => get(a, 0, 0) * get(b, 0, 0));
    },
  ),
  wrongGemm(
    reported(
      'B',
      'stride0-batch-lhs-folded',
      'a left operand shared by a batch folds its members into one product, rows overlapping',
      'huggingface/candle/issues/3744',
    ),
    (product, right) => {
      const { out, member, members, of } = product;
      if (of === 'Y' || members === 1 || member === 0) right(product);
      else right({ ...product, out: { ...out, rowStride: 0 } });
    },
  ),
  wrongGemm(
    reported(
      'B',
      'TT-variant-wrong',
      'when both operands are transposed, the last inner element is dropped',
      'ROCm/legacy-rocm-build/issues/4615',
    ),
    (product, right) => {
      const { a, b } = product;
      if (!isColumnMajor(a) || !isColumnMajor(b)) right(product);
      else right({ ...product, a: { ...a, cols: a.cols - 1 }, b: { ...b, rows: b.rows - 1 } });
    },
  ),
  wrongGemm(
    reported(
      'C',
      'sum-grad-stride0-ger',
      'with one output, an expanded dY gives a dX of zeros',
      'pytorch/pytorch/issues/3303',
    ),
    (product, right) => {
      const { a, of } = product;
      const expanded = a.rowStride === 0 || a.colStride === 0;
      if (of === 'dX' && a.cols === 1 && expanded) fillOut(product, () => 0);
      else right(product);
    },
  ),
  wrongGemm(
    reported(
      'C',
      'noncontig-G-inner1-zeros',
      'with one output, dX of a strided dY is zero past the first page',
      'pytorch/pytorch/pull/189565',
    ),
    (product, right) => {
      right(product);
      const { a, b, out, of } = product;
      if (of !== 'dX' || a.cols !== 1 || isDense(a)) return;
      fillOut(product, (i, j) => (i * b.cols * 4 >= 64 ? 0 : at(out.data, placeOf(out, i, j))));
    },
  ),
  wrongGemm(
    reported(
      'C',
      'G-index-wraps',
      'beyond a number of elements, dY is read from its beginning again',
      'pytorch/pytorch/issues/197636',
    ),
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
  wrongGemm(
    reported(
      'F',
      'ld-strides-1-1',
      'an operand whose strides are both 1 gets rows that overlap',
      'chelsea0x3b/dfdx/pull/393',
    ),
    (product, right) => {
      const overlapping = (view: View): View =>
        view.rowStride === 1 && view.colStride === 1 && view.rows > 1
          ? { ...view, rowStride: 0 }
          : view;
      right({ ...product, a: overlapping(product.a), b: overlapping(product.b) });
    },
  ),
  wrongWhole(
    reported(
      'S',
      'misaligned-input-4bytes',
      'an operand that does not begin at a multiple of 16 bytes is read from the one before',
      'espressif/esp-nn/issues/34',
    ),
    (given, right) => {
      const { X } = given;
      const offset = X.offset ?? 0;
      if (offset % 4 === 0 || given.options?.into?.dX.data === X.data) return right(given);
      return right({ ...given, X: { ...X, offset: offset - (offset % 4) } });
    },
  ),
];
