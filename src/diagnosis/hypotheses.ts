import { exactly, negate } from '../certified/ball.ts';
import { Balls } from '../certified/balls.ts';
import { certifiedProduct } from '../certified/certified-product.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { type Gradients, rightGradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';

/** A known mistake: what it is, and the gradients it gives where it can be made. */
export interface Hypothesis {
  /** Completes "this dX is what comes out when …". */
  readonly sentence: string;
  mistaken(problem: Problem): Partial<Gradients> | undefined;
}

/** Known mistakes, the most frequent first. */
export const hypotheses: readonly Hypothesis[] = [
  {
    sentence: 'a transpose is missing (the entries of W or X are read in their stored order)',
    mistaken: (problem) =>
      rightGradients({ ...problem, X: reread(problem.X), W: reread(problem.W) }),
  },
  {
    sentence: 'it is written out transposed',
    mistaken: (problem) => {
      const { dX, dW } = rightGradients(problem);
      return { dX: rereadBalls(dX), dW: rereadBalls(dW) };
    },
  },
  { sentence: 'everything is 0', mistaken: (problem) => scaled(problem, 0) },
  {
    sentence: 'the sign is wrong',
    mistaken: (problem) => changed(problem, (dX) => dX.map(negate)),
  },
  { sentence: 'it is divided by m', mistaken: (p) => scaled(p, 1 / p.X.rows) },
  { sentence: 'it is counted twice', mistaken: (problem) => scaled(problem, 2) },
  { sentence: 'its rows are in reverse order', mistaken: (p) => changed(p, reverseRows) },
  {
    sentence: 'its columns are in reverse order',
    mistaken: (p) => changed(p, (d) => reverseRows(d.T).T),
  },
  {
    sentence: 'the rows of dY are in reverse order',
    mistaken: (p) => rightGradients({ ...p, dY: p.dY.pickRows(countdown(p.dY.rows)) }),
  },
  {
    sentence: 'Y = X·W stands in the place of dY',
    mistaken: (problem) => rightGradients({ ...problem, dY: multiply(problem.X, problem.W) }),
  },
  upstream('negative entries of dY count as 0', (value) => Math.max(0, value)),
  upstream('|dY| stands in the place of dY', Math.abs),
  upstream('dY is squared', (value) => value * value),
  upstream('only the signs of dY are used', Math.sign),
  upstream('dY is clipped to ±1', (value) => Math.min(1, Math.max(-1, value))),
  upstream('dY is all ones', () => 1),
  upstream('dY is rounded to float32', (value) => round(value, formats.float32)),
  upstream('dY is rounded to bfloat16', (value) => round(value, formats.bfloat16)),
  upstream('dY is rounded to float16', (value) => round(value, formats.float16)),
  {
    sentence: 'the last term of every sum is left out',
    mistaken: (problem) => withoutInner(problem, -1),
  },
  {
    sentence: 'the first term of every sum is left out',
    mistaken: (problem) => withoutInner(problem, 0),
  },
];

function upstream(sentence: string, change: (value: number) => number): Hypothesis {
  return {
    sentence,
    mistaken: (problem) => rightGradients({ ...problem, dY: problem.dY.map(change) }),
  };
}

function changed(problem: Problem, change: <T extends Balls>(gradient: T) => Balls): Gradients {
  const { dX, dW } = rightGradients(problem);
  // SAFETY: every change keeps the shape, so the axes stay what they were.
  return { dX: change(dX), dW: change(dW) } as Gradients;
}

function scaled(problem: Problem, factor: number): Gradients {
  return changed(problem, (gradient) => gradient.scale(exactly(factor)));
}

function reverseRows<R extends string, C extends string>(gradient: Balls<R, C>): Balls<R, C> {
  return gradient.pickRows(countdown(gradient.rows));
}

/** The sums of dX run over k, those of dW over m: one index of each left out. */
function withoutInner({ X, W, dY }: Problem, at: -1 | 0): Gradients {
  const [from, cut] = at === 0 ? [1, 0] : [0, 1];
  const [m, k] = [X.rows - cut, W.cols - cut];
  return {
    dX: certifiedProduct(dY.columnRange(from, k), W.columnRange(from, k).T),
    dW: certifiedProduct(X.rowRange(from, m).T, dY.rowRange(from, m)),
  };
}

/** The same shape, its entries read as if they were stored transposed. */
function reread<R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> {
  return Matrix.over<C, R>(matrix.cols, matrix.rows, matrix.toArray()).T;
}

function rereadBalls<R extends string, C extends string>({ mid, rad }: Balls<R, C>): Balls<R, C> {
  return new Balls(swapStorage(mid), swapStorage(rad));
}

/** The transpose's entries, in row-major order, under the shape of `matrix`. */
function swapStorage<R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> {
  return Matrix.over(matrix.rows, matrix.cols, matrix.T.toArray());
}

function countdown(length: number): number[] {
  return Array.from({ length }, (_, i) => length - 1 - i);
}
