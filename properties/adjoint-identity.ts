import { Balls, inner } from '../src/certified/balls.ts';
import { certifiedProduct } from '../src/certified/product.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import type { Draw } from '../src/problem/draw.ts';
import { agree, type Property } from '../src/property/property.ts';

/** The gradient is the adjoint of the derivative A ↦ A·W (and of B ↦ X·B): no step size needed. */
export const adjointIdentity: Property = {
  id: 'adjoint-identity',
  cites: 'eq. (1), (2)',
  statement: '⟨dY, A·W⟩ = ⟨dX, A⟩ for every A like X, and ⟨dY, X·B⟩ = ⟨dW, B⟩ for every B like W',

  async *check({ problem, backward, draw }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await backward(problem);
    const [A, B] = [direction(draw, X), direction(draw, W)];
    const upstream = Balls.exact(dY);
    yield agree('⟨dX, A⟩', scalar(dX, Balls.exact(A)), scalar(upstream, certifiedProduct(A, W)));
    yield agree('⟨dW, B⟩', scalar(dW, Balls.exact(B)), scalar(upstream, certifiedProduct(X, B)));
  },
};

function direction<R extends string, C extends string>(
  draw: Draw,
  like: Matrix<R, C>,
): Matrix<R, C> {
  return like.map(() => draw.integer(-4, 4));
}

function scalar(a: Balls, b: Balls): Balls {
  return Balls.of([1, 1], () => inner(a, b));
}
