import { joined, lowerRank, restrictAxis } from '../batch.ts';
import {
  groupProblems,
  restrict,
  restrictBatch,
  restrictGroups,
  withoutBatchAxis,
} from '../derive/restrict.ts';
import { settled } from '../derive/settled.ts';
import { rowsInGroups } from '../grouped.ts';
import type { Problem } from '../problem.ts';
import { smallerExtents, withGaps } from './kept-indices.ts';

/**
 * Fewer batch elements, then leading axes of extent 1 left out that one operand need not have. Of groups, one
 * without the others, as a plain problem and as a group; then fewer of them, and none of the rows beyond.
 */
export function* fewerMembers(problem: Problem): Generator<Problem> {
  for (const smaller of fewer(problem)) yield settled(smaller);
}

function* fewer(problem: Problem): Generator<Problem> {
  const { batch } = problem;
  if (batch === undefined) return;
  if (batch.groups !== undefined) {
    yield* fewerGroups(problem, batch.groups);
    return;
  }
  for (const [axis, extent] of joined(batch).entries()) {
    for (let kept = 0; kept < extent; kept += 1) {
      yield withoutBatchAxis(restrictBatch(problem, axis, [kept]), axis);
    }
    for (const kept of subsets(extent)) yield restrictBatch(problem, axis, kept);
  }
  for (const operand of ['X', 'W'] as const) {
    const lower = lowerRank(batch, operand);
    if (lower === undefined) continue;
    yield { ...problem, batch: lower };
    for (const [axis, extent] of joined(batch).entries()) {
      if (extent > 1)
        yield { ...restrictBatch(problem, axis, [0]), batch: restrictAxis(lower, axis, [0]) };
    }
  }
}

function* fewerGroups(problem: Problem, groups: readonly number[]): Generator<Problem> {
  const { batch: _, ...plain } = problem;
  const [rows, count] = [rowsInGroups(groups), groups.length];
  for (const { X, W, dY } of groupProblems(problem, groups)) {
    if (X.rows > 0) yield { ...plain, X, W, dY };
  }
  for (let kept = 0; kept < count && count > 1; kept += 1) yield restrictGroups(problem, [kept]);
  for (const kept of subsets(count)) yield restrictGroups(problem, kept);
  if (rows < problem.X.rows) yield restrict(problem, 'm', indices(rows));
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function* subsets(extent: number): Generator<number[]> {
  for (const smaller of smallerExtents(extent)) yield indices(smaller);
  yield* withGaps(extent);
}
