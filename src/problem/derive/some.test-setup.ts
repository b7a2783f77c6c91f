import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { batchSizes } from '../batch.ts';
import type { ProblemOptions } from '../draw/generate-problem.ts';
import { groupsOf } from '../grouped.ts';
import type { Problem } from '../problem.ts';
import { problems } from '../problems.ts';
import { membersOf } from './restrict.ts';

/** Small problems of small integers, whose products are exact. */
export function some(options: Partial<ProblemOptions> = {}): fc.Arbitrary<Problem> {
  return problems({
    ...{ format: formats.float64, extent: 5, volume: 40, kinds: ['middle'] },
    ...options,
  });
}

/** Plain ones, and batches of every kind. */
export const plainOrBatched = fc.oneof(
  some(),
  some({ batch: 'leading' }),
  some({ batch: 'broadcast' }),
  some({ batch: 'X alone' }),
);

/** All of these, and those without rows, columns or members. */
export const anySize = fc.oneof(
  plainOrBatched,
  ...(['leading', 'broadcast', 'X alone', 'sometimes'] as const).map((batch) =>
    some({ batch, empty: 'somehow' }),
  ),
);

export const inGroups = some({ groups: 'always', tail: true });

export function groupsIn({ batch }: Problem): readonly number[] {
  if (batch?.groups === undefined) throw new Error('a problem of groups');
  return batch.groups;
}

/** Its rows, without the signs of zeros. */
export function rowsIn(matrix: Matrix): number[][] {
  return range(matrix.rows).map((i) => range(matrix.cols).map((j) => matrix.at(i, j) + 0));
}

/** X, W and dY of each member, as rows. */
export function contents(problem: Problem): number[][][][] {
  return membersOf(problem).map(({ problem: { X, W, dY } }) => [X, W, dY].map(rowsIn));
}

/** All that a problem is. */
export function said({ X, W, dY, ...rest }: Problem): string {
  return JSON.stringify([[X, W, dY].map(rowsIn), rest]);
}

/** X, W and dY have as many rows and columns as their batch says. */
export function expectToFit(problem: Problem): void {
  const { X, W, dY, batch } = problem;
  const sizes = batchSizes(batch);
  expect([dY.cols, W.rows]).toEqual([W.cols, sizes.W * X.cols]);
  if (batch?.groups === undefined) expect(dY.rows * sizes.X).toBe(X.rows * sizes.dY);
  else expect([dY.rows, groupsOf(batch.groups).length]).toEqual([X.rows, sizes.W]);
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
