/** Faults of the forward pass, whose backward pass is right. */
import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { type About, type Fault, right, wrongBackward } from './fault.ts';

/** Y without the products of two factors above 4. */
function withoutLarge(a: Matrix, b: Matrix): Matrix {
  return Matrix.of([a.rows, b.cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < a.cols; p += 1) {
      const [x, w] = [a.at(i, p), b.at(p, j)];
      if (x <= 4 || w <= 4) total += x * w;
    }
    return total;
  });
}

const whereLarge: About = {
  name: 'planted-forward-large',
  story: 'the forward pass, and it alone, leaves out products of two factors above 4',
  trigger: 'an entry of X and one of W above 4 that meet',
  caughtBy: 'adjoint-identity',
};

export const forwardAlone: readonly Fault[] = [
  {
    ...wrongBackward(whereLarge, right),
    forward: ({ X, W }) => toAnswer(withoutLarge(toMatrix(X), toMatrix(W))),
  },
];
