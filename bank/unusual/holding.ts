/** Layers that hold another weight than they are given. */
import type { Operand } from '../../src/contract/subject.ts';
import { entriesOf } from '../../src/matrix/strided.ts';
import { holding as held } from '../engine/quantized.ts';
import { subjectOf } from '../engine/subject-of.ts';
import { conventional, fromProduct, gradients, plainClaims, type Unusual } from './unusual.ts';

const frozen: Unusual = {
  ...fromProduct(
    {
      name: 'frozen, three bits',
      story: 'a frozen weight of three bits: dX is that of what is held, and there is no dW',
      claims: { ...plainClaims, gradients: 'dX' },
    },
    conventional,
  ),
  backward: (given) => ({ dX: gradients(given, conventional).dX }),
};

const pruned = fromProduct(
  { name: 'pruned', story: 'every third entry of the weight is held as 0' },
  conventional,
);

function withoutThird(W: Operand): Operand {
  const data = entriesOf(W).map((entry, place) => (place % 3 === 2 ? 0 : entry));
  return { shape: W.shape, data };
}

export const holding: readonly Unusual[] = [
  {
    ...held(subjectOf('complete, three bits')),
    story: 'with every claim, a weight of three bits, and dW straight through',
  },
  { ...frozen, ...held(frozen) },
  { ...pruned, ...held(pruned, withoutThird) },
];
