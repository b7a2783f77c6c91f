/** Class A: wrong algebra (transposes, formulas, index arithmetic), from public reports. */
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { type Fault, reported, right, wrongBackward, wrongProduct } from './fault.ts';

/** Aᵀ written with the wrong leading dimension: t[j·cols + i] = a[i·cols + j], collisions lost. */
function transposeWrongly(a: Matrix): Matrix {
  const out = new Float64Array(a.rows * a.cols);
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < a.cols; j += 1) out[j * a.cols + i] = a.at(i, j);
  }
  return Matrix.over(a.cols, a.rows, out);
}

export const algebra: readonly Fault[] = [
  wrongBackward(
    reported(
      'A',
      'bwd-uses-output-not-grad',
      'the closure multiplies the forward result Y instead of the incoming gradient',
      'Shubham-cyber-prog/100-Days-Of-Web-Development-ECWoC26/pull/1378',
    ),
    ({ X, W }) => right({ X, W, dY: multiply(X, W) }),
  ),
  wrongBackward(
    reported(
      'A',
      'addmm-dw-uses-dx-formula',
      'a typo gives dW the formula of dX, which fits when m = n = k',
      'pytorch/pytorch/pull/7748',
    ),
    (problem) => {
      const { dX, dW } = right(problem);
      const { X, W, dY } = problem;
      const square = X.rows === X.cols && X.cols === W.cols;
      return { dX, dW: square ? multiply(dY, W.T) : dW };
    },
  ),
  wrongBackward(
    reported(
      'A',
      'grad-1e4-too-small',
      'the gradient is ten thousand times too small, below any absolute tolerance',
      'HomericIntelligence/Odyssey/pull/2799',
    ),
    (problem) => {
      const { dX, dW } = right(problem);
      return { dX: dX.map((value) => 1e-4 * value), dW };
    },
  ),
  wrongBackward(
    reported(
      'A',
      'transpose-wrong-ld',
      'the explicit transpose uses the wrong leading dimension; its test was 2×2',
      'symengine/symengine/issues/2032',
    ),
    ({ X, W, dY }) => ({
      dX: multiply(dY, transposeWrongly(W)),
      dW: multiply(transposeWrongly(X), dY),
    }),
  ),
  wrongProduct(
    reported(
      'A',
      'square-treated-as-transposed',
      'the orientation of a square second operand is inverted',
      'pytorch/pytorch/issues/86937',
    ),
    (a, b) => multiply(a, b.rows === b.cols ? b.T : b),
  ),
  wrongBackward(
    reported(
      'A',
      'matvec-T-noop',
      'transposing a vector does nothing, so dX becomes one dot product everywhere',
      'harvard-edge/cs249r_book/pull/1781',
    ),
    (problem) => {
      const { dX, dW } = right(problem);
      const { W, dY } = problem;
      if (W.cols !== 1 || dY.rows !== W.rows) return { dX, dW };
      const dot = multiply(dY.T, W).at(0, 0);
      return { dX: dX.map(() => dot), dW };
    },
  ),
  wrongBackward(
    reported(
      'A',
      'transpose-swapped-twice',
      'the in-place transpose of a square W visits every pair twice and changes nothing',
      'llnl/libROM/pull/101',
    ),
    (problem) => {
      const { dX, dW } = right(problem);
      const { W, dY } = problem;
      return { dX: W.rows === W.cols ? multiply(dY, W) : dX, dW };
    },
  ),
  wrongProduct(
    reported(
      'A',
      'c-order-product-transposed',
      'a square product is written out in the other storage order',
      'deeplearning4j/nd4j/issues/82',
    ),
    (a, b) => (a.rows === b.cols ? multiply(a, b).T : multiply(a, b)),
  ),
];
