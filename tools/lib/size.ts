import { type Problem, shapeOf } from '../../src/problem/problem.ts';

/** How much there is to read in a problem. */
export interface Size {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly entries: number;
  readonly nonZero: number;
  /** The largest magnitude. */
  readonly largest: number;
}

/** Counts and measures the entries of X, W and dY. */
export function sizeOf(problem: Problem): Size {
  const { X, W, dY } = problem;
  const entries = [X, W, dY].flatMap((matrix) => [...matrix.toArray()]);
  return {
    ...shapeOf(problem),
    entries: entries.length,
    nonZero: entries.filter((entry) => entry !== 0).length,
    largest: entries.reduce((max, entry) => Math.max(max, Math.abs(entry)), 0),
  };
}
