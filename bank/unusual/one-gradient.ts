/** Layers with one gradient: of a weight that is frozen or quantized there is no dW, of data no dX. */
import type { Answers, Given } from '../../src/contract/subject.ts';
import { backward, rightParts } from '../engine/parts.ts';
import { everyClaim, subjectOf } from '../engine/subject-of.ts';
import { conventional, fromProduct, gradients, plainClaims, type Unusual } from './unusual.ts';

/** Every claim, one gradient: the other is not computed, and its destination is not written. */
function alone(name: 'dX' | 'dW', story: string): Unusual {
  const only = (given: Given): Answers =>
    backward({ ...given, options: { ...given.options, wants: [name] } });
  const right = subjectOf(`${name} alone`);
  return {
    ...right,
    story,
    claims: { ...everyClaim, gradients: name },
    backward: only,
    record: (operands) => {
      const { X, W } = operands;
      const kept = { ...operands, X: rightParts.save(X), W: rightParts.save(W) };
      return {
        Y: { shape: [], data: [], ...right.forward?.(operands) },
        backward: (dY) => only({ ...kept, dY }),
      };
    },
  };
}

/** What stands in the place of a gradient that does not exist is nobody's business. */
const zerosForW: Unusual = {
  ...fromProduct(
    {
      name: 'zeros for dW',
      story: 'of a frozen weight it answers zeros for dW, and says that there is none',
      claims: { ...plainClaims, gradients: 'dX' },
    },
    conventional,
  ),
  backward: (given) => {
    const { dX, dW } = gradients(given, conventional);
    return { dX, dW: { ...dW, data: dW.data.fill(0) } };
  },
};

export const oneGradient: readonly Unusual[] = [
  alone('dX', 'the weight is frozen: every claim, and no dW'),
  alone('dW', 'the input is data: every claim, and no dX'),
  zerosForW,
];
