/** Operands that are windows of other storage, or of batches; limits are scaled down. */

import type { Operand } from '../../src/contract/subject.ts';
import { transposeView, type View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { asDense, fillOut, isColumnMajor, isDense } from './fill-out.ts';
import { wrongGemm, wrongWhole } from './wrong-parts.ts';

/** B read in the storage order of A. */
function inOrderOf(a: View, b: View): View {
  return isColumnMajor(a) ? { ...b, rowStride: 1, colStride: b.rows } : asDense(b);
}

/** The rows of a column slice of a wide matrix, read as if nothing lay between them. */
function tight(operand: Operand): Operand {
  const { shape, strides = [], offset = 0 } = operand;
  const [cols = 0, [rowStride = 0, colStride]] = [shape[1], strides];
  const wide = shape.length === 2 && colStride === 1 && rowStride > Math.max(cols, 8);
  return wide && offset > 0 ? { ...operand, strides: [cols, 1] } : operand;
}

export const windows: readonly Fault[] = [
  wrongGemm(
    {
      name: 'batchmatmul-constant-dw',
      story: 'in a batch, a transposed view of X makes all entries of dW their mean',
      trigger: 'a batch, and X is column-major',
      caughtBy: 'batch-decomposition',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/issues/48',
    },
    (product, right) => {
      right(product);
      const { of, members, a, b } = product;
      if (of !== 'dW' || members === 1 || !isColumnMajor(transposeView(a))) return;
      let total = 0;
      fillOut(product, (_i, _j, value) => {
        total += value;
        return value;
      });
      fillOut(product, () => total / (a.rows * b.cols));
    },
  ),
  wrongGemm(
    {
      name: 'mixed-c-f-order',
      story: 'the storage order of the first operand is taken for that of the second as well',
      trigger: 'one operand is row-major, the other column-major',
      caughtBy: 'equation-1',
      thread: 'https://github.com/deeplearning4j/nd4j/issues/322',
    },
    (product, right) => right({ ...product, b: inOrderOf(product.a, product.b) }),
  ),
  wrongWhole(
    {
      name: 'slice-row-col-operand',
      story: 'the offset of a view is ignored: it begins where its storage begins',
      trigger: 'W has an offset',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/deeplearning4j/nd4j/issues/150',
    },
    (given, right) => right({ ...given, W: { ...given.W, offset: 0 } }),
  ),
  wrongGemm(
    {
      name: 'only-first-batch-converted',
      story: 'of a batch that is not contiguous only the first member is converted',
      trigger: 'a batch, and dY has gaps or steps',
      caughtBy: 'batch-decomposition',
      thread: 'https://github.com/ggml-org/llama.cpp/pull/14683',
    },
    (product, right) => {
      const { a, member } = product;
      const converted = member === 0 || isDense(a) || isDense(transposeView(a));
      const unwritten = { ...a, data: a.data.map(() => 0) };
      right(converted ? product : { ...product, a: unwritten });
    },
  ),
  wrongWhole(
    {
      name: 'colslice-only-row0',
      story: 'of a slice of columns of a wide matrix only the first row is read rightly',
      trigger: 'X has an offset and a row stride above 8',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/hw-native-sys/pypto/issues/1212',
    },
    (given, right) => right({ ...given, X: tight(given.X) }),
  ),
  wrongWhole(
    {
      name: 'rank1-rhs-raw-index',
      story: 'a vector on the right is read from its raw buffer, whatever its stride',
      trigger: 'W is a vector with a stride',
      caughtBy: 'vector-promotion',
      thread: 'https://github.com/solvcon/solvcon/pull/1173',
    },
    (given, right) => {
      const { shape, data } = given.W;
      return right(shape.length === 1 ? { ...given, W: { shape, data } } : given);
    },
  ),
];
