/** Gradients that are not summed over batches, or over too little, from public reports. */
import { at } from '../../src/at.ts';
import type { Answer } from '../../src/contract/subject.ts';
import { entriesOf, sizeOf } from '../../src/matrix/strided.ts';
import type { Fault } from './fault.ts';
import { wrongParts, wrongWhole } from './wrong-parts.ts';

export const batches: readonly Fault[] = [
  wrongWhole(
    {
      name: 'unreduced-batch-grad-cpp',
      story: 'the gradient of an operand without a batch keeps the batch axes of the other',
      trigger: 'X has a batch and W has none',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/flashlight/flashlight/pull/760',
    },
    (given, right) => {
      const answer = right(given);
      const [batch, own] = [given.X.shape.slice(0, -2), given.W.shape.slice(0, -2)];
      if (batch.length === 0 || own.length > 0 || answer.dW === undefined) return answer;
      return { ...answer, dW: repeated(answer.dW, batch) };
    },
  ),
  wrongParts(
    {
      name: 'bias-grad-axis0-only',
      story: 'db is summed over the first axis only when there is a batch',
      trigger: 'a batch and a bias',
      caughtBy: 'bias-reduction',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/issues/234',
    },
    {
      biasGradient: (dY) => {
        const k = at(dY.shape, dY.shape.length - 1);
        const first = at(dY.shape, 0);
        const entries = entriesOf(dY);
        const step = entries.length / Math.max(1, first);
        const data = Array.from({ length: k }, (_, j) =>
          Array.from({ length: first }, (_unused, i) => at(entries, i * step + j)).reduce(
            (sum, entry) => sum + entry,
            0,
          ),
        );
        return { shape: [k], data };
      },
    },
  ),
  wrongWhole(
    {
      name: 'unreduced-grad-chainer',
      story: 'of two batch axes that an operand lacks, its gradient is summed over one',
      trigger: 'X has two batch axes more than W',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/chainer/chainer/issues/5245',
    },
    (given, right) => {
      const answer = right(given);
      const lacking = given.X.shape.length - given.W.shape.length;
      if (lacking < 2 || !answer.dW) return answer;
      return { ...answer, dW: repeated(answer.dW, given.X.shape.slice(1, lacking)) };
    },
  ),
  wrongParts(
    {
      name: 'bias-grad-rank3',
      story: 'db is the sum over the first axis, whatever the rank, and so keeps the rows',
      trigger: 'a batch and a bias',
      caughtBy: 'bias-reduction',
      thread: 'https://github.com/deepspeedai/DeepSpeed/pull/4390',
    },
    {
      biasGradient: (dY) => {
        const shape = dY.shape.slice(1);
        const size = sizeOf(shape);
        const data = new Float64Array(size);
        entriesOf(dY).forEach((entry, place) => {
          data[place % size] = at(data, place % size) + entry;
        });
        return { shape, data };
      },
    },
  ),
];

/** A gradient once for each member of a batch that it should have been summed over. */
function repeated({ shape, data }: Answer, batch: readonly number[]): Answer {
  const copies = sizeOf(batch);
  const all = Array.from({ length: copies }, () => Array.from(data)).flat();
  return { shape: [...batch, ...shape], data: all };
}
