import type { Problem } from './problem.ts';

/** One row of X and dY, with all of W: the problem of the paper's step 2. */
export function rowOf({ X, W, dY, salt }: Problem, i: number): Problem {
  return { X: X.rowRange(i, i + 1), W, dY: dY.rowRange(i, i + 1), salt };
}

/** One column of W and dY, with all of X. */
export function columnOf({ X, W, dY, salt }: Problem, j: number): Problem {
  return { X, W: W.columnRange(j, j + 1), dY: dY.columnRange(j, j + 1), salt };
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
  { X, W, dY, salt }: Problem,
  axis: 'm' | 'n' | 'k',
  at: number,
): readonly [Problem, Problem] {
  const part = (from: number, to: number): Problem => {
    switch (axis) {
      case 'm':
        return { X: X.rowRange(from, to), W, dY: dY.rowRange(from, to), salt };
      case 'n':
        return { X: X.columnRange(from, to), W: W.rowRange(from, to), dY, salt };
      case 'k':
        return { X, W: W.columnRange(from, to), dY: dY.columnRange(from, to), salt };
    }
  };
  return [part(0, at), part(at, { m: X.rows, n: X.cols, k: W.cols }[axis])];
}
