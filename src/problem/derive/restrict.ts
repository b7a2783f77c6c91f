import { at } from '../../at.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import {
  type Batch,
  batchSizes,
  joined,
  members,
  membersWithin,
  restrictAxis,
  withoutAxis,
} from '../batch.ts';
import { grouped, groupsOf, keptOf } from '../grouped.ts';
import { type Problem, shapeOf } from '../problem.ts';

/**
 * The problem with only these indices of one axis, in this order; of every member, in a batch. Rows of groups
 * stay in the order of their groups.
 */
export function restrict(
  problem: Problem,
  axis: 'm' | 'n' | 'k',
  kept: readonly number[],
): Problem {
  const { X, W, dY, batch } = problem;
  const { m, n } = shapeOf(problem);
  const sizes = batchSizes(batch);
  switch (axis) {
    case 'm':
      if (batch?.groups !== undefined) return withRows(problem, batch.groups, kept);
      return {
        ...problem,
        X: X.pickRows(inEvery(sizes.X, m, kept)),
        dY: dY.pickRows(inEvery(sizes.dY, m, kept)),
        ...(batch?.m !== undefined && { batch: { ...batch, m: kept.length } }),
      };
    case 'n':
      return { ...problem, X: X.pickColumns(kept), W: W.pickRows(inEvery(sizes.W, n, kept)) };
    case 'k':
      return { ...problem, W: W.pickColumns(kept), dY: dY.pickColumns(kept) };
  }
}

function withRows(problem: Problem, groups: readonly number[], kept: readonly number[]): Problem {
  const rows = kept.toSorted((p, q) => p - q);
  const { X, dY, batch } = problem;
  return {
    ...problem,
    X: X.pickRows(rows),
    dY: dY.pickRows(rows),
    ...(batch && { batch: { ...batch, groups: keptOf(groups, rows) } }),
  };
}

/** The problem with only these indices of one batch axis, or nothing changed without a batch. */
export function restrictBatch(problem: Problem, axis: number, kept: readonly number[]): Problem {
  const { X, W, dY, batch } = problem;
  if (batch === undefined) return problem;
  const { m, n } = shapeOf(problem);
  return {
    ...problem,
    X: pickMembers(X, m, membersWithin(batch.X, axis, kept)),
    W: pickMembers(W, n, membersWithin(batch.W, axis, kept)),
    dY: pickMembers(dY, m, membersWithin(joined(batch), axis, kept)),
    batch: restrictAxis(batch, axis, kept),
  };
}

/** The problem without any member: an axis of its batch, if it is given with one, has extent 0. */
export function withoutMembers(problem: Problem, axis: number): Problem {
  const { batch } = problem;
  if (batch === undefined) return problem;
  const isLone = at(joined(batch), axis) === 1;
  const less = isLone ? withZero(problem, batch, axis) : restrictBatch(problem, axis, []);
  const m = batchSizes(less.batch).X === 0 ? { m: shapeOf(problem).m } : {};
  return { ...less, batch: { ...batch, ...less.batch, ...m } };
}

/** An axis of extent 1 has extent 0 instead, in operands that are given with it. */
function withZero(problem: Problem, batch: Batch, axis: number): Problem {
  const zeroed = (name: 'X' | 'W'): number[] =>
    batch[name].map((extent, i) =>
      i === axis && i >= batch[name].length - batch.ranks[name] ? 0 : extent,
    );
  const less = { ...batch, X: zeroed('X'), W: zeroed('W') };
  const sizes = batchSizes(less);
  const { X, W, dY } = problem;
  if (sizes.dY > 0) return problem; // neither is given with it
  return {
    ...problem,
    X: sizes.X === 0 ? X.rowRange(0, 0) : X,
    W: sizes.W === 0 ? W.rowRange(0, 0) : W,
    dY: dY.rowRange(0, 0),
    batch: less,
  };
}

/** The problem without one batch axis, which has a single member. */
export function withoutBatchAxis(problem: Problem, axis: number): Problem {
  const { batch, ...rest } = problem;
  const left = batch === undefined ? undefined : withoutAxis(batch, axis);
  return left === undefined ? rest : { ...rest, batch: left };
}

/** One plain problem a member of Y, and which members of X and W it is made of. */
export function membersOf(problem: Problem): { X: number; W: number; problem: Problem }[] {
  const { X, W, dY, salt, batch } = problem;
  const { m, n } = shapeOf(problem);
  return members(batch).map((pair, y) => ({
    ...pair,
    problem: {
      X: X.rowRange(pair.X * m, pair.X * m + m),
      W: W.rowRange(pair.W * n, pair.W * n + n),
      dY: dY.rowRange(y * m, y * m + m),
      salt,
    },
  }));
}

/** One plain problem a group: its rows, with its member of W. */
export function groupProblems({ X, W, dY, salt }: Problem, groups: readonly number[]): Problem[] {
  const n = X.cols;
  return groupsOf(groups).map(({ from, to }, e) => ({
    X: X.rowRange(from, to),
    W: W.rowRange(e * n, e * n + n),
    dY: dY.rowRange(from, to),
    salt,
  }));
}

/** The problem with only these of its groups, their rows and their members of W; the tail stays. */
export function restrictGroups(problem: Problem, kept: readonly number[]): Problem {
  const { X, W, dY, batch } = problem;
  if (batch?.groups === undefined) return problem;
  const all = groupsOf(batch.groups);
  const isKept = (row: number): boolean =>
    all.every(({ from, to }, e) => row < from || row >= to || kept.includes(e));
  const rows = Array.from({ length: X.rows }, (_, row) => row).filter(isKept);
  return {
    ...problem,
    X: X.pickRows(rows),
    W: pickMembers(W, X.cols, kept),
    dY: dY.pickRows(rows),
    batch: grouped(kept.map((e) => at(batch.groups ?? [], e))),
  };
}

function pickMembers<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  height: number,
  picked: readonly number[],
): Matrix<R, C> {
  const rows = Array.from({ length: height }, (_, i) => i);
  return matrix.pickRows(picked.flatMap((member) => rows.map((i) => member * height + i)));
}

function inEvery(count: number, height: number, kept: readonly number[]): number[] {
  return Array.from({ length: count }, (_, member) => kept.map((i) => member * height + i)).flat();
}
