import { exactly } from '../src/certified/ball.ts';
import { Balls } from '../src/certified/balls.ts';
import { certifiedProduct } from '../src/certified/certified-product.ts';
import { pick } from '../src/problem/draw/draw.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Powers of two and 0, by which nothing is rounded. */
const factors = [0, 1, -1, 2, 0.5];

/** Y = α·X·W + β·C: the factors come out of the derivative. */
export const scaling: Property = {
  id: 'scaling',
  cites: 'eq. (1), (2)',
  statement: 'for Y = α·X·W + β·C, dX = α·dY·Wᵀ, dW = α·Xᵀ·dY and dC = β·dY',
  needs: 'scaling',

  async *check({ problem, ask, draw }) {
    const { X, W, dY } = problem;
    const [alpha, beta] = [pick(draw, factors), pick(draw, factors)];
    const { dX, dW, dC } = await ask(problem, { alpha, beta });
    const by = exactly(alpha);
    yield agree(`dX, α = ${alpha}, β = ${beta}`, dX, certifiedProduct(dY, W.T).scale(by));
    yield agree(`dW, α = ${alpha}, β = ${beta}`, dW, certifiedProduct(X.T, dY).scale(by));
    const right = Balls.exact(dY.map((value) => beta * value));
    yield agree(`dC, α = ${alpha}, β = ${beta}`, dC, right);
  },
};
