import { joined, lowerRank, restrictAxis } from '../batch.ts';
import { restrictBatch, withoutBatchAxis } from '../derive/restrict.ts';
import { settled } from '../derive/settled.ts';
import type { Problem } from '../problem.ts';
import { smallerExtents, withGaps } from './kept-indices.ts';

/** Fewer batch elements, then leading axes of extent 1 left out that one operand need not have. */
export function* fewerMembers(problem: Problem): Generator<Problem> {
  for (const smaller of fewer(problem)) yield settled(smaller);
}

function* fewer(problem: Problem): Generator<Problem> {
  const { batch } = problem;
  if (batch === undefined) return;
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

function* subsets(extent: number): Generator<number[]> {
  for (const smaller of smallerExtents(extent)) yield Array.from({ length: smaller }, (_, i) => i);
  yield* withGaps(extent);
}
