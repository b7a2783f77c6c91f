/** Unusual ways to keep a forward pass for its backward pass. */

import type { Operand, Operands, Recorded } from '../../src/contract/subject.ts';
import { backward, forward, record } from '../engine/parts.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { Unusual } from './unusual.ts';

function taping(name: string, story: string, how: (operands: Operands) => Recorded): Unusual {
  return { ...subjectOf(name), story, record: how };
}

/** What it keeps is freed by its first use. */
function once(operands: Operands): Recorded {
  const { Y, backward: play } = record(operands);
  let used = false;
  return {
    Y,
    backward: (dY) => {
      if (used) throw new Error('this forward pass has been used');
      used = true;
      return play(dY);
    },
  };
}

/** It keeps the operands themselves, and refuses when they have changed since. */
function watchful(operands: Operands): Recorded {
  const { X, W } = operands;
  const before = [X.data.slice(), W.data.slice()];
  return {
    Y: forward(operands),
    backward: (dY) => {
      const [x, w] = before;
      if (!same(X, x) || !same(W, w)) throw new Error('X or W was overwritten');
      return backward({ ...operands, dY });
    },
  };
}

function same({ data }: Operand, before: Float64Array | undefined): boolean {
  return data.every((value, place) => Object.is(value, before?.[place]));
}

export const tapes: readonly Unusual[] = [
  taping('a tape for one use', 'a recorded pass is freed by its first use', once),
  taping('a watchful tape', 'a recorded pass refuses once its operands have changed', watchful),
];
