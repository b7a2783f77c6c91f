import { Matrix } from '../../matrix/matrix.ts';
import { turned } from '../../matrix/turned.ts';
import { batchSizes } from '../batch.ts';
import { type Problem, shapeOf } from '../problem.ts';

/** The problem as its variant needs it: of one variable, W is X or Xᵀ. Nothing, where its shape forbids. */
export function fitted(problem: Problem): Problem | undefined {
  const { variant: { vectorX, vectorW, shared } = {}, batch } = problem;
  const { m, n, k } = shapeOf(problem);
  if (vectorX && (m !== 1 || (batch !== undefined && batch.ranks.X > 0))) return undefined;
  if (vectorW && (k !== 1 || (batch !== undefined && batch.ranks.W > 0))) return undefined;
  if (shared === undefined) return problem;
  if (m !== k || (shared === 'X·X' && m !== n)) return undefined;
  return ofOneVariable(problem, shared === 'X·X' ? problem.X : membersTurned(problem));
}

function ofOneVariable(problem: Problem, other: Matrix): Problem {
  const { layouts: { W: _, dW: _dW, ...layouts } = {}, batch, drawn, ...rest } = problem;
  // SAFETY: where the shapes fit, X or Xᵀ is a W: only the names of its axes differ.
  const W = other as unknown as Problem['W'];
  return {
    ...rest,
    W,
    ...(batch && {
      batch: { ...batch, W: batch.X, ranks: { X: batch.ranks.X, W: batch.ranks.X } },
    }),
    ...(Object.keys(layouts).length > 0 && { layouts }),
    ...(drawn && { drawn: { kind: drawn.kind } }),
  };
}

/** Every member of X transposed. */
function membersTurned(problem: Problem): Matrix {
  const { X, batch } = problem;
  const { m, n } = shapeOf(problem);
  return Matrix.over(batchSizes(batch).X * n, m, turned(X.toArray(), [m, n]));
}
