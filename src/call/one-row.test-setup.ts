import { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';

/** X 1×2, W 2×1, dY 1×1: nothing is rounded. */
export const problem: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([[3], [4]]),
  dY: Matrix.from([[5]]),
  salt: 0,
};
