import { Matrix } from '../../src/matrix/matrix.ts';
import type { Asked } from './asked.ts';

/** A·B by three loops in float64. Its own, like everybody's: a checker that used ours would check ours. */
export function naiveProduct(a: Matrix, b: Matrix): Float64Array {
  return Matrix.of([a.rows, b.cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < a.cols; p += 1) total += a.at(i, p) * b.at(p, j);
    return total;
  }).toArray();
}

/** Both gradients by loops, dW as the subject holds W. */
export function naiveGradients({ problem: { X, W, dY }, isTurned }: Asked) {
  return {
    X: () => naiveProduct(dY, W.T),
    W: () => (isTurned ? naiveProduct(dY.T, X) : naiveProduct(X.T, dY)),
  };
}
