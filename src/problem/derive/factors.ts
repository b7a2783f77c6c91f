import { below, beside } from '../../matrix/below.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { batchSizes, members } from '../batch.ts';
import { groupsOf, rowsInGroups } from '../grouped.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { groupProblems, membersOf } from './restrict.ts';

/** Two matrices whose product a gradient, or one member of it, is. */
export interface Factors<R extends string = string, C extends string = string> {
  readonly left: Matrix<R>;
  readonly right: Matrix<string, C>;
}

/** Those of dX and dW, one a member. */
export interface FactorsOfAll {
  readonly dX: readonly Factors<'m', 'n'>[];
  readonly dW: readonly Factors<'n', 'k'>[];
}

/**
 * dX and dW as products, one a member. Where an operand is joined to several members, its gradient
 * is the sum of theirs, which is one product again: [dY₁ dY₂ …]·[W₁ W₂ …]ᵀ. Of groups, one a group; the
 * rows of dX beyond the last are sums of nothing.
 */
export function factorsOf(problem: Problem): FactorsOfAll {
  const { X, W, dY, batch } = problem;
  if (batch === undefined) {
    return { dX: [{ left: dY, right: W.T }], dW: [{ left: X.T, right: dY }] };
  }
  if (batch.groups !== undefined) return groupedFactors(problem, batch.groups);
  const sizes = batchSizes(batch);
  const all = membersOf(problem);
  if (sizes.dY === 0) return noMembers(problem);
  return {
    dX: Array.from({ length: sizes.X }, (_, x) => {
      const mine = all.filter((member) => member.X === x).map((member) => member.problem);
      return {
        left: beside(mine.map((part) => part.dY)),
        right: below(mine.map(({ W: w }) => w.T)),
      };
    }),
    dW: Array.from({ length: sizes.W }, (_, w) => {
      const mine = all.filter((member) => member.W === w).map((member) => member.problem);
      return {
        left: beside(mine.map(({ X: x }) => x.T)),
        right: below(mine.map((part) => part.dY)),
      };
    }),
  };
}

function groupedFactors(problem: Problem, groups: readonly number[]): FactorsOfAll {
  const each = groupProblems(problem, groups);
  return {
    dX: [...each.map(({ W, dY }) => ({ left: dY, right: W.T })), ...tailOf(problem.X, groups)],
    dW: each.map(({ X, dY }) => ({ left: X.T, right: dY })),
  };
}

/** What stands in rows beyond the last group: sums of nothing. */
function tailOf<C extends string>(
  { rows, cols }: Matrix<'m', C>,
  groups: readonly number[],
): Factors<'m', C>[] {
  const beyond = rows - rowsInGroups(groups);
  if (beyond === 0) return [];
  const left = Matrix.of<'m', string>([beyond, 0], () => 0);
  return [{ left, right: Matrix.of<string, C>([0, cols], () => 0) }];
}

/** Without members nothing is summed; an operand without members has no gradient at all. */
function noMembers({ X, W }: Problem): FactorsOfAll {
  const zero = <R extends string, C extends string>({ rows, cols }: Matrix<R, C>) => ({
    left: Matrix.of<R, string>([rows, 0], () => 0),
    right: Matrix.of<string, C>([0, cols], () => 0),
  });
  return { dX: [zero(X)], dW: [zero(W)] };
}

/** Y as products, one a member, or a group. */
export function forwardFactors(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
): readonly Factors<'m', 'k'>[] {
  const { X, W, batch } = operands;
  const { m, n } = shapeOf(operands);
  if (batch?.groups !== undefined) return groupedForward(X, W, batch.groups);
  if (batchSizes(batch).dY === 0) return [nothing(X.rowRange(0, 0), W)];
  return members(batch).map((pair) => ({
    left: X.rowRange(pair.X * m, pair.X * m + m),
    right: W.rowRange(pair.W * n, pair.W * n + n),
  }));
}

function groupedForward(
  X: Matrix<'m', 'n'>,
  W: Matrix<'n', 'k'>,
  groups: readonly number[],
): readonly Factors<'m', 'k'>[] {
  const each = groupsOf(groups).map(({ from, to }, e) => ({
    left: X.rowRange(from, to),
    right: W.rowRange(e * X.cols, e * X.cols + X.cols),
  }));
  const beyond = X.rowRange(rowsInGroups(groups), X.rows);
  return beyond.rows === 0 ? each : [...each, nothing(beyond, W)];
}

/** Of these rows, sums of no terms. */
function nothing(rows: Matrix<'m', 'n'>, W: Matrix<'n', 'k'>): Factors<'m', 'k'> {
  return { left: rows.columnRange(0, 0), right: W.rowRange(0, 0) };
}

/**
 * The whole gradient where X and W are one variable: of X·X it is dY·Xᵀ + Xᵀ·dY, of X·Xᵀ it is
 * (dY + dYᵀ)·X. Both are one product of matrices beside one another; of a batch, one a member.
 */
export function sharedFactors(problem: Problem, shared: 'X·X' | 'X·Xᵀ'): FactorsOfAll {
  if (batchSizes(problem.batch).dY === 0) return { ...noMembers(problem), dW: [] };
  return { dX: membersOf(problem).map((member) => wholeOf(member.problem, shared)), dW: [] };
}

function wholeOf({ X, dY }: Problem, shared: 'X·X' | 'X·Xᵀ'): Factors<'m', 'n'> {
  // SAFETY: of X·X all axes are one, and of X·Xᵀ m and k are: only their names differ.
  const [anyX, anyY] = [X as Matrix, dY as Matrix];
  const left = shared === 'X·X' ? beside([anyY, anyX.T]) : beside([anyY, anyY.T]);
  const right = shared === 'X·X' ? below([anyX.T, anyY]) : below([anyX, anyX]);
  // SAFETY: as above.
  return { left, right } as Factors<'m', 'n'>;
}
