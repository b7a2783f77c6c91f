/** Wrong algebra (transposes, formulas, index arithmetic), from public reports. */

import type { Answer } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import type { Product } from '../engine/parts.ts';
import { type Fault, right, wrongBackward, wrongProduct } from './fault.ts';
import { wrongGemm, wrongWhole } from './wrong-parts.ts';

/** Aᵀ written with the wrong leading dimension: t[j·cols + i] = a[i·cols + j], collisions lost. */
function transposeWrongly(a: Matrix): Matrix {
  const out = new Float64Array(a.rows * a.cols);
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < a.cols; j += 1) out[j * a.cols + i] = a.at(i, j);
  }
  return Matrix.over(a.cols, a.rows, out);
}

/** A gradient stored transposed, turned around: the gradient of op(X) rather than of X. */
function untransposed({ shape: [rows = 0, cols = 0], data }: Answer): Answer {
  return {
    shape: [cols, rows],
    data: Matrix.over(rows, cols, Float64Array.from(data)).T.toArray(),
  };
}

export const algebra: readonly Fault[] = [
  wrongBackward(
    {
      name: 'bwd-uses-output-not-grad',
      story: 'the closure multiplies the forward result Y instead of the incoming gradient',
      trigger: 'dY ≠ Y',
      caughtBy: 'equation-1',
      thread: 'https://github.com/Shubham-cyber-prog/100-Days-Of-Web-Development-ECWoC26/pull/1378',
    },
    ({ X, W }) => right({ X, W, dY: multiply(X, W) }),
  ),
  wrongBackward(
    {
      name: 'addmm-dw-uses-dx-formula',
      story: 'a typo gives dW the formula of dX, which fits when m = n = k',
      trigger: 'm = n = k',
      caughtBy: 'equation-2',
      thread: 'https://github.com/pytorch/pytorch/pull/7748',
    },
    (problem) => {
      const { dX, dW } = right(problem);
      const { X, W, dY } = problem;
      const square = X.rows === X.cols && X.cols === W.cols;
      return { dX, dW: square ? multiply(dY, W.T) : dW };
    },
  ),
  wrongBackward(
    {
      name: 'grad-1e4-too-small',
      story: 'the gradient is ten thousand times too small, below any absolute tolerance',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/HomericIntelligence/Odyssey/pull/2799',
    },
    (problem) => {
      const { dX, dW } = right(problem);
      return { dX: dX.map((value) => 1e-4 * value), dW };
    },
  ),
  wrongBackward(
    {
      name: 'transpose-wrong-ld',
      story: 'the explicit transpose uses the wrong leading dimension; its test was 2×2',
      trigger: 'an operand is not square',
      caughtBy: 'equation-1',
      thread: 'https://github.com/symengine/symengine/issues/2032',
    },
    ({ X, W, dY }) => ({
      dX: multiply(dY, transposeWrongly(W)),
      dW: multiply(transposeWrongly(X), dY),
    }),
  ),
  wrongProduct(
    {
      name: 'square-treated-as-transposed',
      story: 'the orientation of a square second operand is inverted',
      trigger: 'the second operand is square',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/86937',
    },
    (a, b) => multiply(a, b.rows === b.cols ? b.T : b),
  ),
  wrongBackward(
    {
      name: 'matvec-T-noop',
      story: 'transposing a vector does nothing, so dX becomes one dot product everywhere',
      trigger: 'k = 1 and m = n',
      caughtBy: 'equation-1',
      thread: 'https://github.com/harvard-edge/cs249r_book/pull/1781',
    },
    (problem) => {
      const { dX, dW } = right(problem);
      const { W, dY } = problem;
      if (W.cols !== 1 || dY.rows !== W.rows) return { dX, dW };
      const dot = multiply(dY.T, W).at(0, 0);
      return { dX: dX.map(() => dot), dW };
    },
  ),
  wrongBackward(
    {
      name: 'transpose-swapped-twice',
      story: 'the in-place transpose of a square W visits every pair twice and changes nothing',
      trigger: 'n = k',
      caughtBy: 'equation-1',
      thread: 'https://github.com/llnl/libROM/pull/101',
    },
    (problem) => {
      const { dX, dW } = right(problem);
      const { W, dY } = problem;
      return { dX: W.rows === W.cols ? multiply(dY, W) : dX, dW };
    },
  ),
  wrongProduct(
    {
      name: 'c-order-product-transposed',
      story: 'a square product is written out in the other storage order',
      trigger: 'a square product',
      caughtBy: 'equation-1',
      thread: 'https://github.com/deeplearning4j/nd4j/issues/82',
    },
    (a, b) => (a.rows === b.cols ? multiply(a, b).T : multiply(a, b)),
  ),
  wrongWhole(
    {
      name: 'dot-transpose-flag-grad',
      story: 'the gradient of an operand that is flagged as transposed lacks the last transpose',
      trigger: 'transX',
      caughtBy: 'transpose-flags',
      thread: 'https://github.com/apache/mxnet/pull/4498',
    },
    (given, right) => {
      const answer = right(given);
      if (!given.options?.transX || !answer.dX) return answer;
      return { ...answer, dX: { shape: answer.dX.shape, data: untransposed(answer.dX).data } };
    },
  ),
  wrongWhole(
    {
      name: 'transposed-input-grad-shape',
      story: 'the gradient of a flagged operand has the shape of what was multiplied, not its own',
      trigger: 'transW and n ≠ k',
      caughtBy: 'transpose-flags',
      thread: 'https://github.com/tensorflow/haskell/pull/103',
    },
    (given, right) => {
      const answer = right(given);
      if (!given.options?.transW || !answer.dW) return answer;
      return { ...answer, dW: untransposed(answer.dW) };
    },
  ),
  wrongGemm(
    {
      name: 'stride-uses-m-for-n',
      story: 'the members of the right operand are taken to lie as far apart as those of the left',
      trigger: 'a batch, and operands of unlike sizes',
      caughtBy: 'batch-decomposition',
      thread: 'https://github.com/NVIDIA/cudnn-frontend/pull/223',
    },
    (product, right) => right({ ...product, b: memberByWrongStride(product) }),
  ),
];

function memberByWrongStride({ a, b, member }: Product): Product['b'] {
  const offset = b.offset + member * (a.rows * a.cols - b.rows * b.cols);
  return { ...b, offset: Math.max(0, offset) };
}
