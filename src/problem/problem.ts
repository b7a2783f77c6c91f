import type { Matrix } from '../matrix/matrix.ts';

export interface Shape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** One question to a subject: X m×n, W n×k and the upstream gradient dY m×k. */
export interface Problem {
  readonly X: Matrix<'m', 'n'>;
  readonly W: Matrix<'n', 'k'>;
  readonly dY: Matrix<'m', 'k'>;
  /** Seeds what a property draws on top of the problem: directions, permutations, scalings. */
  readonly salt: number;
}

export function shapeOf({ X, W }: Pick<Problem, 'X' | 'W'>): Shape {
  return { m: X.rows, n: X.cols, k: W.cols };
}

/** The same problem seen from the other side: Yᵀ = Wᵀ·Xᵀ with upstream gradient dYᵀ. */
export function transposed({ X, W, dY, salt }: Problem): Problem {
  // SAFETY: only the axis names change; the transposed problem's m is this one's k, and back.
  return { X: W.T, W: X.T, dY: dY.T, salt } as unknown as Problem;
}
