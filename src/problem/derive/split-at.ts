import type { Problem } from '../problem.ts';

/** One row of X and dY, with all of W: the problem of the paper's step 2. */
export function rowOf(problem: Problem, i: number): Problem {
  const { X, dY } = problem;
  return { ...problem, X: X.rowRange(i, i + 1), dY: dY.rowRange(i, i + 1) };
}

/** One column of W and dY, with all of X. */
export function columnOf(problem: Problem, j: number): Problem {
  const { W, dY } = problem;
  return { ...problem, W: W.columnRange(j, j + 1), dY: dY.columnRange(j, j + 1) };
}

/** Every one-row problem, with the row's number. */
export function* rowsOf(problem: Problem): Generator<{ i: number; problem: Problem }> {
  for (let i = 0; i < problem.X.rows; i += 1) yield { i, problem: rowOf(problem, i) };
}

/** Every one-column problem, with the column's number. */
export function* columnsOf(problem: Problem): Generator<{ j: number; problem: Problem }> {
  for (let j = 0; j < problem.W.cols; j += 1) yield { j, problem: columnOf(problem, j) };
}

/** The problem cut in two along one axis, before index `at`. */
export function splitAt(
  problem: Problem,
  axis: 'm' | 'n' | 'k',
  at: number,
): readonly [Problem, Problem] {
  const { X, W, dY } = problem;
  const part = (from: number, to: number): Problem => {
    switch (axis) {
      case 'm':
        return { ...problem, X: X.rowRange(from, to), dY: dY.rowRange(from, to) };
      case 'n':
        return { ...problem, X: X.columnRange(from, to), W: W.rowRange(from, to) };
      case 'k':
        return { ...problem, W: W.columnRange(from, to), dY: dY.columnRange(from, to) };
    }
  };
  return [part(0, at), part(at, { m: X.rows, n: X.cols, k: W.cols }[axis])];
}
