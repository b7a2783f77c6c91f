/**
 * Scalar losses f(Y) with their upstream gradients ∂f/∂Y, in ball arithmetic: a loss of exact
 * values is exact where float64 is, and certified where it is not.
 */
import { at } from '../at.ts';
import { add, type Ball, divide, exactly, subtract, sum, times } from '../certified/ball.ts';
import { Balls } from '../certified/balls.ts';
import { exp, log, tanh } from '../certified/elementary.ts';
import { outward } from '../certified/error-free.ts';
import { Matrix } from '../matrix/matrix.ts';

/** f is the sum of `parts`: one part an entry of Y, or one a row where rows are coupled. */
export interface Loss {
  readonly name: string;
  /** The degree of f as a polynomial in Y, when it is one. */
  readonly degree?: 1 | 2 | 3;
  /** m×k, or m×1 where rows are coupled. */
  parts(Y: Balls<'m', 'k'>): Balls;
  /** ∂f/∂Y, m×k. */
  gradient(Y: Balls<'m', 'k'>): Balls<'m', 'k'>;
  /** For each part, a bound on the third derivative of t ↦ part(Y + t·V), at every Y. */
  thirdDerivative?(V: Matrix<'m', 'k'>): Matrix;
}

/** ⟨G, Y⟩, with ∂f/∂Y = G. */
export function linear(G: Matrix<'m', 'k'>): Loss {
  return {
    name: 'linear ⟨G, Y⟩',
    degree: 1,
    parts: (Y) => Y.map((y, i, j) => times(exactly(G.at(i, j)), y)),
    gradient: () => Balls.exact(G),
  };
}

/** Σ (y − t)²/2, with ∂f/∂Y = Y − T. */
export function squaredError(T: Matrix<'m', 'k'>): Loss {
  const error = (y: Ball, i: number, j: number): Ball => subtract(y, exactly(T.at(i, j)));
  return {
    name: 'half squared error',
    degree: 2,
    parts: (Y) => Y.map((y, i, j) => times(exactly(0.5), square(error(y, i, j)))),
    gradient: (Y) => Y.map(error),
  };
}

/** Σ g·(y³ + y²), with ∂f/∂Y = g·(3y² + 2y). */
export function cubic(G: Matrix<'m', 'k'>): Loss {
  const weighted = (value: Ball, i: number, j: number): Ball => times(exactly(G.at(i, j)), value);
  return {
    name: 'cubic Σ g(y³ + y²)',
    degree: 3,
    parts: (Y) => Y.map((y, i, j) => weighted(add(times(y, square(y)), square(y)), i, j)),
    gradient: (Y) =>
      Y.map((y, i, j) => weighted(add(times(exactly(3), square(y)), times(exactly(2), y)), i, j)),
  };
}

/** Σ g·tanh(y), with ∂f/∂Y = g·(1 − tanh²y). */
export function sumOfTanh(G: Matrix<'m', 'k'>): Loss {
  const weighted = (value: Ball, i: number, j: number): Ball => times(exactly(G.at(i, j)), value);
  return {
    name: 'sum of tanh',
    parts: (Y) => Y.map((y, i, j) => weighted(tanh(y), i, j)),
    gradient: (Y) => Y.map((y, i, j) => weighted(subtract(exactly(1), square(tanh(y))), i, j)),
    // |tanh'''| ≤ 2
    thirdDerivative: (V) =>
      V.map((v, i, j) => outward(2 * Math.abs(G.at(i, j)) * Math.abs(v) ** 3)),
  };
}

/** Σ_i log Σ_j exp(y_ij), with ∂f/∂Y = softmax of each row. */
export const logSumExp: Loss = {
  name: 'log-sum-exp',
  parts: (Y) => Balls.of([Y.rows, 1], (i) => logSum(rowOf(Y, i))),
  gradient: (Y) => {
    const rows = Array.from({ length: Y.rows }, (_, i) => softmax(rowOf(Y, i)));
    return Y.map((_, i, j) => at(at(rows, i), j));
  },
  thirdDerivative: thirdCentralMoment,
};

/** Softmax cross-entropy with one class a row: Σ_i log Σ_j exp(y_ij) − y_i,class(i). */
export function crossEntropy(classes: readonly number[]): Loss {
  return {
    name: 'softmax cross-entropy',
    parts: (Y) => logSumExp.parts(Y).map((part, i) => subtract(part, Y.at(i, at(classes, i)))),
    gradient: (Y) =>
      logSumExp.gradient(Y).map((p, i, j) => (j === classes[i] ? subtract(p, exactly(1)) : p)),
    thirdDerivative: thirdCentralMoment,
  };
}

/**
 * The third derivative of log-sum-exp along v is the third central moment of v under the softmax
 * weights, at most R³/(6√3) for values within a range R (the extremal law has two points).
 */
function thirdCentralMoment(V: Matrix<'m', 'k'>): Matrix {
  return Matrix.of([V.rows, 1], (i) => {
    const row = V.rowRange(i, i + 1).toArray();
    const range = Math.max(...row) - Math.min(...row);
    return outward(outward(range ** 3) / (6 * Math.sqrt(3)));
  });
}

/** log Σ exp(y_j), shifted by the largest entry so that nothing overflows. */
function logSum(row: readonly Ball[]): Ball {
  const top = largest(row);
  return add(top, log(sum(row.map((y) => exp(subtract(y, top))))));
}

function softmax(row: readonly Ball[]): Ball[] {
  const top = largest(row);
  const powers = row.map((y) => exp(subtract(y, top)));
  const total = sum(powers);
  return powers.map((power) => divide(power, total));
}

function largest(row: readonly Ball[]): Ball {
  return exactly(Math.max(...row.map(({ mid }) => mid)));
}

function rowOf(Y: Balls, i: number): Ball[] {
  return Y.row(i).entries();
}

function square(x: Ball): Ball {
  return times(x, x);
}
