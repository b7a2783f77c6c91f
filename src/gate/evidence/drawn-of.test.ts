import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { dense } from '../../problem/layout.ts';
import type { Problem } from '../../problem/problem.ts';
import { drawnOf } from './drawn-of.ts';

const plain: Problem = {
  X: Matrix.of([2, 9], () => 1),
  W: Matrix.of([9, 1], () => 1),
  dY: Matrix.of([2, 1], () => 1),
  salt: 0,
};

test('a problem is counted by its extents, entries, layouts and batch axes', () => {
  expect(drawnOf(plain)).toEqual({ extents: { '231': 1 }, entries: {}, layouts: {}, batches: {} });
  const views = { X: { ...dense, gap: 2 }, W: { ...dense, gap: 1, offset: 3 } };
  expect(drawnOf({ ...plain, drawn: { kind: 'tiny' }, layouts: views })).toMatchObject({
    ...{ entries: { tiny: 1 }, layouts: { gaps: 1, offset: 1 } },
  });
  const batch = (X: number[], W: number[], groups?: number[]): Problem => {
    const ranks = { X: X.length, W: W.length };
    return { ...plain, batch: { X, W, ranks, ...(groups && { groups }) } };
  };
  expect(drawnOf(batch([1], [1])).batches).toEqual({ '1 batch axis': 1 });
  expect(drawnOf(batch([1, 1], [1, 1])).batches).toEqual({ '2 batch axes': 1 });
  expect(drawnOf(batch([], [1], [2])).batches).toEqual({ groups: 1 });
});
