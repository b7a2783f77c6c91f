/** Layers whose weight is quantized, and whose passes do not multiply by what is held; from public reports. */
import type { Answers, Given, Operand } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { backward, forward } from '../engine/parts.ts';
import { holding, quantized } from '../engine/quantized.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';

/** A right forward pass of the weight that is held; the backward pass is asked of `weight`. */
function wrongHolder(about: About, weight: (W: Operand) => Operand): Fault {
  const right = holding(subjectOf(about.name));
  const { forward: _, record: _record, ...subject } = right;
  return {
    ...subject,
    ...about,
    forward: ({ X, W }) => forward({ X, W: quantized(W) }),
    backward: (given) =>
      given.options?.shared === undefined
        ? backward({ ...given, W: weight(given.W) })
        : backward(given),
  };
}

export const holders: readonly Fault[] = [
  wrongHolder(
    {
      name: 'backward-of-unquantized-weight',
      story:
        'the forward pass multiplies by the quantized weight, the backward pass by the original',
      trigger: 'an entry of W has more than three bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/NVIDIA/TransformerEngine/pull/3141',
    },
    (W) => W,
  ),
];

export const plantedHolders: readonly Fault[] = [stale(), masked()];

/** A weight that was quantized is kept by its shape. */
function stale(): Fault {
  let kept = new Map<string, Operand>();
  const subject = wrongHolder(
    {
      name: 'planted-quantized-once',
      story: 'the weight is quantized by the first call of its shape, and kept',
      trigger: 'another weight of the same shape came before',
      caughtBy: 'history-independence',
    },
    (W) => {
      const key = W.shape.join();
      const held = kept.get(key) ?? quantized(W);
      kept.set(key, held);
      return held;
    },
  );
  return {
    ...subject,
    reset: () => {
      kept = new Map();
    },
  };
}

/** dW only where quantizing has changed nothing. */
function masked(): Fault {
  const right = holding(subjectOf('planted-dw-where-unchanged'));
  return {
    ...right,
    story: 'dW is 0 where quantizing has changed the weight, instead of straight through',
    trigger: 'an entry of W has more than three bits',
    caughtBy: 'equation-2',
    backward: async (given: Given): Promise<Answers> => {
      const answers = await right.backward(given);
      const { into, transW, shared } = given.options ?? {};
      if (answers.dW === undefined || into || transW || shared) return answers;
      const [before, after] = [entriesOf(given.W), quantized(given.W).data];
      const data = Array.from(answers.dW.data, (entry, place) =>
        before[place] === after[place] ? entry : 0,
      );
      return { ...answers, dW: { ...answers.dW, data } };
    },
  };
}
