/** Linear layers, whose X has batch axes and whose W is one matrix. */
import { at } from '../../src/at.ts';
import type { Answer, Answers, Given, Operand } from '../../src/contract/subject.ts';
import { entriesOf, sizeOf } from '../../src/matrix/strided.ts';
import type { About, Fault } from './fault.ts';
import { type Right, wrongWhole } from './wrong-parts.ts';

/** A fault of a layer that claims everything, but batch axes of X alone. */
function wrongLinear(about: About, wrong: (given: Given, right: Right) => Answers): Fault {
  const subject = wrongWhole(about, wrong);
  return { ...subject, claims: { ...subject.claims, batching: 'X alone' } };
}

function hasBatch({ X, groups }: Given): boolean {
  return X.shape.length > 2 && groups === undefined;
}

/** The last member of a batch, dense. */
function lastOf(operand: Operand): Operand {
  const shape = operand.shape.slice(-2);
  const entries = entriesOf(operand);
  return { shape, data: entries.subarray(entries.length - sizeOf(shape)) };
}

/** Every entry is the first one. */
function uniform({ shape, data }: Answer): Answer {
  const [first = 0] = Array.from(data);
  return { shape, data: Array.from(data, () => first) };
}

export const linear: readonly Fault[] = [
  wrongLinear(
    {
      name: 'linear-3d-dw-uniform',
      story: 'of an X with batch axes, all entries of dW are the same number',
      trigger: 'X has batch axes',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/ooples/AiDotNet.Tensors/issues/48',
    },
    (given, right) => {
      const answers = right(given);
      if (!hasBatch(given) || given.options?.into || !answers.dW) return answers;
      return { ...answers, dW: uniform(answers.dW) };
    },
  ),
  wrongLinear(
    {
      name: 'linear-3d-dw-alone',
      story: 'where X has batch axes and needs no gradient, dW is made of the wrong saved operand',
      trigger: 'X has batch axes, and dW alone is asked for',
      caughtBy: 'joint-options',
      thread: 'https://github.com/Oneflow-Inc/oneflow/issues/5944',
    },
    (given, right) => {
      const { options: { wants } = {}, W, dY } = given;
      if (!hasBatch(given) || wants?.join() !== 'dW' || sizeOf(dY.shape) === 0) return right(given);
      throw new Error(`shapes [${dY.shape}] and [${W.shape}] do not fit`);
    },
  ),
];

/** Not from a report. */
export const plantedLinear: readonly Fault[] = [
  wrongLinear(
    {
      name: 'planted-linear-dw-of-last',
      story: 'dW is that of the last member of the batch: it is written over, not added to',
      trigger: 'X has a batch of two members or more',
      caughtBy: 'broadcast-reduction',
    },
    (given, right) => {
      const answers = right(given);
      const { X, W, dY, options } = given;
      const isPlain = Object.keys(options ?? {}).every((name) => name === 'bias');
      if (!hasBatch(given) || !isPlain || !answers.dW || sizeOf(X.shape) === 0) return answers;
      const last = right({ X: lastOf(X), W, dY: lastOf(dY) });
      return { ...answers, ...(last.dW && { dW: last.dW }) };
    },
  ),
  wrongLinear(
    {
      name: 'planted-linear-db-of-first',
      story: 'db sums the rows of the first member alone',
      trigger: 'X has a batch of two members or more, and there is a bias',
      caughtBy: 'bias-reduction',
    },
    (given, right) => {
      const { db, ...answers } = right(given);
      if (!db || !hasBatch(given)) return { ...answers, ...(db && { db }) };
      const [rows = 0, k = 0] = given.dY.shape.slice(-2);
      const entries = entriesOf(given.dY).subarray(0, rows * k);
      const data = new Float64Array(k);
      entries.forEach((entry, place) => {
        data[place % k] = at(data, place % k) + entry;
      });
      return { ...answers, db: { shape: db.shape, data } };
    },
  ),
];
