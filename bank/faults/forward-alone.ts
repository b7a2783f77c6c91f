/** Faults of the forward pass, whose backward pass is right. */
import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
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

/** Y without its last term, where no entry of either operand is small. */
function shortOfLarge(a: Matrix, b: Matrix): Matrix {
  const areLarge = [a, b].every((each: Matrix) => each.toArray().every((entry) => entry > 4));
  const product = multiply(a, b);
  if (!areLarge) return product;
  return product.map((value, i, j) => value - a.at(i, a.cols - 1) * b.at(b.rows - 1, j));
}

const whereAllLarge: About = {
  name: 'planted-forward-all-large',
  story: 'the forward pass, and it alone, leaves out a term where every entry of both exceeds 4',
  trigger: 'X and W have no entry up to 4',
  caughtBy: 'forward-product',
};

export const forwardAlone: readonly Fault[] = [
  {
    ...wrongBackward(whereAllLarge, right),
    forward: ({ X, W }) => toAnswer(shortOfLarge(toMatrix(X), toMatrix(W))),
  },
  {
    ...wrongBackward(whereLarge, right),
    forward: ({ X, W }) => toAnswer(withoutLarge(toMatrix(X), toMatrix(W))),
  },
];
