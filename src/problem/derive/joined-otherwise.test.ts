import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../../at.ts';
import { isLeading, joined, members } from '../batch.ts';
import { shapeOf } from '../problem.ts';
import { joinedOtherwise } from './joined-otherwise.ts';
import { anySize, contents, expectToFit, inGroups } from './some.test-setup.ts';
import { varied } from './varied.ts';

test('joined otherwise, each product is of the same members, or of the first W', () => {
  const law = fc.property(fc.oneof(anySize, inGroups), (problem) => {
    const next = joinedOtherwise(problem);
    expect(varied(problem, 'joined otherwise', 1)).toEqual(next);
    const { batch } = problem;
    if (batch === undefined || batch.groups !== undefined || members(batch).length === 0) {
      expect(next).toBe(problem);
      return;
    }
    expectToFit(next);
    expect(next).not.toHaveProperty('layouts');
    const { batch: other = batch } = next;
    expect([joined(other), shapeOf(next)]).toEqual([joined(batch), shapeOf(problem)]);
    const before = contents(problem);
    if (!isLeading(batch)) {
      expect([isLeading(other), other.ranks.X]).toEqual([true, joined(batch).length]);
      expect(contents(next)).toEqual(before);
      return;
    }
    expect(other).toEqual({ ...batch, W: batch.W.map(() => 1), ranks: { ...batch.ranks, W: 0 } });
    const first = at(at(before, 0), 1);
    expect(contents(next)).toEqual(before.map(([X = [], , dY = []]) => [X, first, dY]));
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});
