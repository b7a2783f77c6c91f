/** Layers with one gradient, which is wrong, from public reports. */
import type { Answers, Claims } from '../../src/contract/subject.ts';
import { type About, type Fault, right, wrongBackward } from './fault.ts';

type Name = NonNullable<Claims['gradients']>;

/** It says that it has one gradient, and answers that alone, times `factor`. */
function only(name: Name, factor: number, about: Omit<About, 'caughtBy'>): Fault {
  const caughtBy = name === 'dX' ? 'equation-1' : 'equation-2';
  const both = wrongBackward({ ...about, caughtBy }, (problem) => {
    const { dX, dW } = right(problem);
    const scaled = (value: number): number => factor * value;
    return { dX: dX.map(scaled), dW: dW.map(scaled) };
  });
  return {
    ...both,
    claims: { gradients: name },
    backward: async (given): Promise<Answers> => {
      const { [name]: answer } = await both.backward(given);
      return answer === undefined ? {} : { [name]: answer };
    },
  };
}

export const frozen: readonly Fault[] = [
  only('dX', 2 ** -16, {
    name: 'prequantized-weight-scale',
    story:
      'the scale of a weight that comes quantized is applied the wrong way round: dX is near 0',
    trigger: 'always; there is no dW',
    thread: 'https://github.com/modelscope/mcore-bridge/issues/125',
  }),
  only('dW', 0, {
    name: 'no-backward-without-input-gradient',
    story: 'where the input needs no gradient, the backward pass never runs, and dW stays 0',
    trigger: 'always; there is no dX',
    thread: 'https://github.com/AkaneTendo25/musubi-tuner/issues/90',
  }),
];
