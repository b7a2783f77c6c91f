import { exactly, times } from '../src/certified/ball.ts';
import { Balls } from '../src/certified/balls.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Step 1: X is 1×n and W is n×1, so y is a number and its gradient scales the other operand. */
export const innerProductReduction: Property = {
  id: 'inner-product-reduction',
  cites: 'eq. (3)',
  equation: String.raw`\dX = \tfrac{\partial f}{\partial y}\,W\T,\quad
    \dW = \tfrac{\partial f}{\partial y}\,X\T`,
  statement: 'for 1×n · n×1, dX = ∂f/∂y · Wᵀ and dW = ∂f/∂y · Xᵀ',
  makesWeights: true,
  wants: { fixed: { m: 1, k: 1 } },

  async *check({ problem, backward }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await backward(problem);
    const dy = exactly(dY.at(0, 0));
    yield agree(
      'dX',
      dX,
      Balls.exact(W.T).map((w) => times(dy, w)),
    );
    yield agree(
      'dW',
      dW,
      Balls.exact(X.T).map((x) => times(dy, x)),
    );
  },
};
