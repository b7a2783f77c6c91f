import { Matrix } from '../../matrix/matrix.ts';
import { batchSizes, isLeading, joined, members } from '../batch.ts';
import { type Problem, shapeOf } from '../problem.ts';

/**
 * A batch whose operands are joined gets a member of each for every product, and one whose W has as many members as X
 * one W for all. Shapes of members and of Y stay. Without a batch, with groups, or with no member: the same again.
 */
export function joinedOtherwise(problem: Problem): Problem {
  const { batch, layouts: _, ...rest } = problem;
  if (batch === undefined || batch.groups !== undefined) return problem;
  const pairs = members(batch);
  if (pairs.length === 0) return problem;
  const { n } = shapeOf(problem);
  if (isLeading(batch)) {
    const ones = batch.W.map(() => 1);
    const ranks = { ...batch.ranks, W: 0 };
    return { ...rest, W: stacked(problem.W, n, [0]), batch: { ...batch, W: ones, ranks } };
  }
  const axes = joined(batch);
  const height = problem.X.rows / batchSizes(batch).X;
  return {
    ...rest,
    X: stacked(
      problem.X,
      height,
      pairs.map(({ X }) => X),
    ),
    W: stacked(
      problem.W,
      n,
      pairs.map(({ W }) => W),
    ),
    batch: { ...batch, X: axes, W: axes, ranks: { X: axes.length, W: axes.length } },
  };
}

/** These members of so many rows each, one below the other. */
function stacked<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  height: number,
  chosen: readonly number[],
): Matrix<R, C> {
  return Matrix.of<R, C>([chosen.length * height, matrix.cols], (row, column) => {
    const member = chosen[Math.floor(row / height)] ?? 0;
    return matrix.at(member * height + (row % height), column);
  });
}
