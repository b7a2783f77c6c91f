/**
 * The theorem, beside the paper. For Y = X·W, X m×n, W n×k, and any differentiable scalar f(Y),
 * with the upstream gradient dY = ∂f/∂Y given,
 *
 *   (1)  ∂f/∂X = ∂f/∂Y · Wᵀ    (m×k)(k×n) → m×n
 *   (2)  ∂f/∂W = Xᵀ · ∂f/∂Y    (n×m)(m×k) → n×k
 *
 * Erratum: the paper prints (2) twice. The first printing has the dimensions (m×k)(m×k), which do
 * not multiply, and a last row of partials by x; the second, (n×m)(m×k), is the theorem and is what
 * stands here. `bank/faults/misprint.ts` is a port made from the first.
 */
import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';

/** Y = X·W, (m×n)(n×k) → m×k. @throws GradgateError SHAPE */
export function forward(X: Matrix<'m', 'n'>, W: Matrix<'n', 'k'>): Matrix<'m', 'k'> {
  return multiply(X, W);
}

/** (1), (m×k)(k×n) → m×n. @throws GradgateError SHAPE */
export function gradX(dY: Matrix<'m', 'k'>, W: Matrix<'n', 'k'>): Matrix<'m', 'n'> {
  return multiply(dY, W.T);
}

/** (2), second printing, (n×m)(m×k) → n×k. @throws GradgateError SHAPE */
export function gradW(X: Matrix<'m', 'n'>, dY: Matrix<'m', 'k'>): Matrix<'n', 'k'> {
  return multiply(X.T, dY);
}

/** Step 1, eq. (3): X is 1×n and w is n×1, so y is a number and ∂f/∂X = ∂f/∂y · wᵀ, 1×n. */
export function innerProductGrad(dy: number, w: Matrix<'n', '1'>): Matrix<'1', 'n'> {
  return w.T.map((entry) => dy * entry);
}

/** Step 2: X is 1×n and W is n×k; by the chain rule ∂f/∂X = Σ_j ∂f/∂y_j · W_jᵀ, 1×n. */
export function rowVectorGrad(dy: Matrix<'1', 'k'>, W: Matrix<'n', 'k'>): Matrix<'1', 'n'> {
  let total = Matrix.of<'1', 'n'>([1, W.rows], () => 0);
  for (let j = 0; j < W.cols; j += 1) {
    const term = innerProductGrad(dy.at(0, j), rowOf(W.T, j).T);
    total = total.map((sum, _, i) => sum + term.at(0, i));
  }
  return total;
}

/** Step 3: rows are independent, so ∂f/∂X is the step-2 gradient of each row, stacked, m×n. */
export function stackRows(dY: Matrix<'m', 'k'>, W: Matrix<'n', 'k'>): Matrix<'m', 'n'> {
  const rows = Array.from({ length: dY.rows }, (_, i) => rowVectorGrad(rowOf(dY, i), W));
  return Matrix.of([dY.rows, W.rows], (i, j) => at(rows, i).at(0, j));
}

function rowOf<C extends string>(matrix: Matrix<string, C>, i: number): Matrix<'1', C> {
  return Matrix.of([1, matrix.cols], (_, j) => matrix.at(i, j));
}
