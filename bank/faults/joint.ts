/** What is right of each claim alone, and wrong where one call needs two. */
import { at } from '../../src/at.ts';
import type { Answer, Answers, Given } from '../../src/contract/subject.ts';
import { entriesOf, placesOf, sizeOf } from '../../src/matrix/strided.ts';
import { turned } from '../../src/matrix/turned.ts';
import type { About, Fault } from './fault.ts';
import { type Right, wrongWhole } from './wrong-parts.ts';

/** Answered by `wrong` where `when`. */
function together(
  about: Omit<About, 'caughtBy'>,
  when: (given: Given) => boolean,
  wrong: (given: Given, right: Right) => Answers,
): Fault {
  return wrongWhole({ ...about, caughtBy: 'joint-options' }, (given, right) =>
    when(given) ? wrong(given, right) : right(given),
  );
}

const hasBatch = ({ X, W }: Given): boolean => X.shape.length > 2 || W.shape.length > 2;
const isEmpty = ({ X, W }: Given): boolean => [...X.shape, ...W.shape].includes(0);
const inner = ({ W }: Given): number => at(W.shape, W.shape.length - 1);

/** The same call with other options. */
function asking({ options, ...given }: Given, more: Given['options']): Given {
  return { ...given, options: { ...options, ...more } };
}

/** An answer with other numbers. */
function altered(answer: Answer, change: (value: number, place: number) => number): Answer {
  return { shape: answer.shape, data: Array.from(answer.data, change) };
}

/** Of dX, all elements of a batch but the first are 0; in given storage it is right. */
function ofFirstMember(given: Given, right: Right): Answers {
  const answer = right(given);
  const size = sizeOf(given.X.shape.slice(-2));
  if (answer.dX === undefined || given.options?.into !== undefined) return answer;
  return { ...answer, dX: altered(answer.dX, (entry, place) => (place < size ? entry : 0)) };
}

export const joint: readonly Fault[] = [
  together(
    {
      name: 'batched-kernel-without-alpha',
      story: 'the batched kernel has no α',
      trigger: 'α is not 1, and there is a batch',
      thread: 'https://github.com/pytorch/glow/pull/5945',
    },
    (given) => hasBatch(given) && given.options?.alpha !== undefined,
    (given, right) => right(asking(given, { alpha: 1 })),
  ),
  together(
    {
      name: 'batched-accumulate-overwrites',
      story: 'what a batched product is to be added to is written over',
      trigger: 'gradients are added to storage, and there is a batch',
      thread: 'https://github.com/spcl/dace/pull/2190',
    },
    (given) => hasBatch(given) && given.options?.into?.accumulate === true,
    (given, right) => {
      const { into } = given.options ?? {};
      return right(asking(given, into && { into: { ...into, accumulate: false } }));
    },
  ),
  together(
    {
      name: 'empty-sum-forgets-addend',
      story: 'where nothing is summed, the result is set to 0, and not to what it is added to',
      trigger: 'k = 0, and gradients are added to storage',
      thread: 'https://github.com/pytorch/pytorch/issues/33467',
    },
    (given) => inner(given) === 0 && given.options?.into?.accumulate === true,
    (given, right) => {
      const answer = right(given);
      given.options?.into?.dX.data.fill(0);
      return answer;
    },
  ),
  together(
    {
      name: 'empty-subset-refused',
      story:
        'the gradient that is not wanted has no storage, and its shape is looked at all the same',
      trigger: 'one gradient is wanted, and an extent is 0',
      thread: 'https://github.com/PaddlePaddle/Paddle/pull/79511',
    },
    (given) => isEmpty(given) && given.options?.wants !== undefined,
    () => {
      throw new Error('null pointer: the gradient has no storage');
    },
  ),
  together(
    {
      name: 'batched-empty-sum-unwritten',
      story: 'a batched product over nothing returns storage that nobody has written to',
      trigger: 'm or k is 0, and there is a batch',
      thread: 'https://github.com/pytorch/pytorch/issues/31421',
    },
    (given) => hasBatch(given) && given.dY.shape.slice(-2).includes(0),
    (given, right) => {
      const answer = right(given);
      const [dX, dW] = [answer.dX, answer.dW].map((each) => each && altered(each, () => 7));
      return { ...answer, ...(dX && { dX }), ...(dW && { dW }) };
    },
  ),
  together(
    {
      name: 'empty-batch-not-joined',
      story: 'a batch axis of extent 0 is refused where the other operand has 1 there',
      trigger: 'a batch axis has extent 0, and is joined',
      thread: 'https://github.com/microsoft/onnxruntime/pull/25663',
    },
    ({ X, W }) => {
      const [axesOfX, axesOfW] = [X.shape.slice(0, -2), W.shape.slice(0, -2)];
      return [...axesOfX, ...axesOfW].includes(0) && axesOfX.join() !== axesOfW.join();
    },
    () => {
      throw new Error('batch axes cannot be joined');
    },
  ),
];

/** None of these has been reported. */
export const plantedPairs: readonly Fault[] = [
  together(
    {
      name: 'planted-alpha-scales-bias',
      story: 'db is scaled by α',
      trigger: 'α is not 1, and there is a bias',
    },
    ({ options }) => options?.alpha !== undefined && options.bias === true,
    (given, right) => {
      const answer = right(given);
      const by = given.options?.alpha ?? 1;
      return { ...answer, ...(answer.db && { db: altered(answer.db, (entry) => by * entry) }) };
    },
  ),
  together(
    {
      name: 'planted-alpha-scales-addend',
      story: 'what is there before is scaled by α, too',
      trigger: 'α is not 1, and gradients are added to storage',
    },
    ({ options }) => options?.alpha !== undefined && options.into?.accumulate === true,
    (given, right) => {
      const { into, alpha = 1 } = given.options ?? {};
      for (const data of [into?.dX.data, into?.dW.data])
        data?.forEach((entry, place) => {
          data[place] = alpha * entry;
        });
      return right(given);
    },
  ),
  together(
    {
      name: 'planted-flag-lost-in-batch',
      story: 'dX of a batch is answered as X is, not as it is stored',
      trigger: 'X is stored transposed, and there is a batch',
    },
    (given) => hasBatch(given) && given.options?.transX === true,
    (given, right) => {
      const answer = right(given);
      const [rows = 0, cols = 0] = given.X.shape.slice(-2);
      if (answer.dX === undefined || given.options?.into !== undefined) return answer;
      const data = turned(Float64Array.from(answer.dX.data), [rows, cols]);
      return { ...answer, dX: { shape: answer.dX.shape, data } };
    },
  ),
  together(
    {
      name: 'planted-flag-turns-bias',
      story: 'with X stored transposed, db is the first row of dY',
      trigger: 'X is stored transposed, and there is a bias',
    },
    ({ options }) => options?.transX === true && options.bias === true,
    (given, right) => {
      const answer = right(given);
      const entries = entriesOf(given.dY);
      const first = (_: number, place: number): number => entries[place] ?? 0;
      return { ...answer, ...(answer.db && { db: altered(answer.db, first) }) };
    },
  ),
  together(
    {
      name: 'planted-subset-of-first-member',
      story: 'a gradient that is wanted alone is computed for the first element of a batch',
      trigger: 'one gradient is wanted, and there is a batch',
    },
    (given) => hasBatch(given) && given.options?.wants?.join() === 'dX',
    ofFirstMember,
  ),
  together(
    {
      name: 'planted-destination-of-first-member',
      story: 'in given storage, all elements of a batch but the first are set to 0',
      trigger: 'gradients are written into storage, and X has a batch',
    },
    ({ X, options }) => options?.into?.accumulate === false && X.shape.length > 2,
    (given, right) => {
      const answer = right(given);
      const { dX = given.X } = given.options?.into ?? {};
      for (const place of placesOf(dX).slice(sizeOf(dX.shape.slice(-2)))) dX.data[place] = 0;
      return answer;
    },
  ),
  together(
    {
      name: 'planted-empty-bias-unwritten',
      story: 'without rows nobody writes db',
      trigger: 'm = 0, and there is a bias',
    },
    ({ dY, options }) => options?.bias === true && dY.shape.slice(0, -1).includes(0),
    (given, right) => {
      const answer = right(given);
      return { ...answer, ...(answer.db && { db: altered(answer.db, () => 7) }) };
    },
  ),
  together(
    {
      name: 'planted-empty-batch-unwritten',
      story: 'without elements of the batch nobody writes the gradient of what they share',
      trigger: 'a batch axis has extent 0',
    },
    ({ X, W }) => [...X.shape.slice(0, -2), ...W.shape.slice(0, -2)].includes(0),
    (given, right) => {
      const answer = right(given);
      const [dX, dW] = [answer.dX, answer.dW].map((each) => each && altered(each, () => 7));
      return given.options?.into ? answer : { ...answer, ...(dX && { dX }), ...(dW && { dW }) };
    },
  ),
  together(
    {
      name: 'planted-shared-of-first-member',
      story: 'the gradient of one variable is computed for the first element of a batch',
      trigger: 'X and W are one variable, and there is a batch',
    },
    (given) => hasBatch(given) && given.options?.shared !== undefined,
    ofFirstMember,
  ),
];
