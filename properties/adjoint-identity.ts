import { Balls, inner } from '../src/certified/balls.ts';
import { certifiedProduct } from '../src/certified/certified-product.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { type Draw, pick } from '../src/problem/draw/draw.ts';
import type { Problem } from '../src/problem/problem.ts';
import { agree, type Property } from '../src/property/property.ts';

/**
 * The gradient is the adjoint of the derivative A ↦ A·W (and of B ↦ X·B): no step size needed.
 * The products are the subject's own, where it has a forward pass: then this holds the two together.
 */
export const adjointIdentity: Property = {
  id: 'adjoint-identity',
  cites: 'eq. (1), (2)',
  equation: String.raw`\langle \dY, A W\rangle = \langle \dX, A\rangle,\quad
    \langle \dY, X B\rangle = \langle \dW, B\rangle`,
  statement: '⟨dY, A·W⟩ = ⟨dX, A⟩ for every A like X, and ⟨dY, X·B⟩ = ⟨dW, B⟩ for every B like W',
  makesWeights: true,

  async *check({ problem, backward, forward, hasForward, draw }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await backward(problem);
    const [A, B] = [direction(draw, X), direction(draw, W)];
    const upstream = Balls.exact(dY);
    const product = hasForward ? forward : certified;
    const [AW, XB] = [await product({ X: A, W }), await product({ X, W: B })];
    yield agree('⟨dX, A⟩', scalar(dX, Balls.exact(A)), scalar(upstream, AW));
    yield agree('⟨dW, B⟩', scalar(dW, Balls.exact(B)), scalar(upstream, XB));

    // With A = X the forward pass is asked for two operands of any size, as they lie.
    if (!isWithinRange(problem)) return;
    yield agree('⟨dX, X⟩', scalar(dX, Balls.exact(X)), scalar(upstream, await product(problem)));
  },
};

/** Whether a sum of products of three entries is a number. */
function isWithinRange({ X, W, dY }: Problem): boolean {
  const largest = [X, W, dY].map((matrix: Matrix) =>
    matrix.toArray().reduce((max, entry) => Math.max(max, Math.abs(entry)), 0),
  );
  const exponent = largest.reduce((sum, entry) => sum + Math.log2(entry), 0);
  return exponent + Math.log2(X.rows * X.cols * W.cols) < 1000;
}

function certified({ X, W }: Pick<Problem, 'X' | 'W'>): Balls<'m', 'k'> {
  return certifiedProduct(X, W);
}

function direction<R extends string, C extends string>(
  draw: Draw,
  like: Matrix<R, C>,
): Matrix<R, C> {
  return like.map(() => pick(draw, [-3, -2, -1, 1, 2, 3]));
}

function scalar(a: Balls, b: Balls): Balls {
  return Balls.of([1, 1], () => inner(a, b));
}
