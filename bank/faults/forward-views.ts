/** Products of views and of batches that the forward pass alone gets wrong, from public reports. */
import { at } from '../../src/at.ts';
import type { Answer, Operands } from '../../src/contract/subject.ts';
import { sizeOf } from '../../src/matrix/strided.ts';
import { forward } from '../engine/parts.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';

/** The library that claims everything, with another forward pass. */
function wrongForward(about: About, wrong: (operands: Operands, right: Answer) => Answer): Fault {
  return {
    ...subjectOf(about.name),
    ...about,
    forward: (operands) => wrong(operands, forward(operands)),
  };
}

/** The right Y with zeros from this place on. */
function cutAt(length: number, { shape, data }: Answer): Answer {
  return { shape, data: Array.from(data, (entry, place) => (place < length ? entry : 0)) };
}

export const forwardViews: readonly Fault[] = [
  wrongForward(
    {
      name: 'forward-folds-expanded-batch',
      story: 'one X seen as many is folded into one wide product, which leaves most of Y unwritten',
      trigger: 'the batch axis of X has stride 0',
      caughtBy: 'forward-product',
      thread: 'https://github.com/huggingface/candle/pull/3960',
    },
    ({ X: { shape, strides = [] }, W }, right) => {
      const batch = shape.slice(0, -2);
      const isOne = batch.some((extent, axis) => extent > 1 && strides[axis] === 0);
      const [m = 1] = shape.slice(-2);
      if (!isOne || W.shape.length < 2) return right;
      return cutAt((m - 1 + sizeOf(batch)) * at(W.shape, W.shape.length - 1), right);
    },
  ),
  wrongForward(
    {
      name: 'forward-folds-transposed-rows',
      story: 'the rows of all elements are taken for one matrix, also where X is a transposed view',
      trigger: 'W is joined to a batch of X, whose columns are contiguous',
      caughtBy: 'forward-product',
      thread: 'https://github.com/huggingface/candle/pull/3758',
    },
    ({ X: { shape, strides = [] }, W }, right) => {
      const [m = 1, n = 1] = shape.slice(-2);
      const [rowStride, columnStride] = strides.slice(-2);
      const isTurned = m > 1 && n > 1 && rowStride === 1 && columnStride !== 1;
      if (!isTurned || W.shape.length < 2 || sizeOf(W.shape.slice(0, -2)) > 1) return right;
      return cutAt(m * at(W.shape, W.shape.length - 1), right);
    },
  ),
];
