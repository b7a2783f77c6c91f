import { describe, expect, test } from 'vitest';
import { backward, forward } from '../bank/engine/parts.ts';
import { properties } from '../properties/index.ts';
import { Border } from '../src/call/border.ts';
import type { Claims, Given, Subject } from '../src/contract/subject.ts';
import { defined } from '../src/defined.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { unmet } from '../src/property/need.ts';
import { covers } from './covers.ts';
import { neededBy } from './needed-by.ts';

/** A subject that tells what it is asked, and is wrong of every batch. */
function listening(claims: Claims, heard: (given: Given) => void): Subject {
  return {
    name: 'listening',
    numberFormat: 'float64',
    claims,
    backward: (given) => {
      heard(given);
      const answers = backward(given);
      const { dX } = answers;
      if (!dX || given.X.shape.length < 3) return answers;
      return { ...answers, dX: { ...dX, data: Float64Array.from(dX.data, (x) => 2 * x + 1) } };
    },
    forward: (operands) => {
      heard({ ...operands, dY: operands.X });
      return forward(operands);
    },
  };
}

describe('nobody is asked for other batches than are claimed, not while shrinking either', () => {
  test.each<Claims>([
    { batching: 'X alone', bias: true, emptyExtents: true, sharedOperand: true, vectors: true },
    { batching: 'X alone', transposeFlags: true, subsets: true, layouts: ['gaps', 'batch order'] },
    { batching: 'leading', bias: true, scaling: true },
  ])('$batching, %o', { timeout: 0 }, async (claims) => {
    const wrong: Claims[] = [];
    let batches = 0;
    const subject = listening(claims, (given) => {
      const needed = neededBy(given);
      if (needed.batching !== undefined) batches += 1;
      const asked = defined({ batching: needed.batching, vectors: needed.vectors });
      if (!covers(claims, asked)) wrong.push(needed);
    });
    const border = new Border(subject);
    for (const property of properties.filter((each) => unmet(each, border) === undefined)) {
      await judge(property, border, { ...profiles.smoke, seed: 1, brief: true });
    }
    expect(wrong).toEqual([]);
    expect(batches).toBeGreaterThan(20);
  });
});
