import { certifiedProduct } from '../src/certified/certified-product.ts';
import { columnOf, rowOf } from '../src/problem/derive/split-at.ts';
import { agree, type Property } from '../src/property/property.ts';

/** A vector in the place of X is a row, in the place of W a column; gradients are vectors again. */
export const vectorPromotion: Property = {
  id: 'vector-promotion',
  cites: 'eq. (3)',
  statement: 'a vector stands for a 1×n X or an n×1 W, and its gradient is a vector',
  makesWeights: true,
  needs: 'vectors',

  async *check({ problem, ask }) {
    const [row, column] = [rowOf(problem, 0), columnOf(problem, 0)];
    const cases = [
      { name: 'X a vector', asked: row, variant: { vectorX: true } },
      { name: 'W a vector', asked: column, variant: { vectorW: true } },
      { name: 'both vectors', asked: columnOf(row, 0), variant: { vectorX: true, vectorW: true } },
    ];
    for (const { name, asked, variant } of cases) {
      const { X, W, dY } = asked;
      const { dX, dW } = await ask(asked, variant);
      yield { ...agree(`dX, ${name}`, dX, certifiedProduct(dY, W.T)), asked };
      yield { ...agree(`dW, ${name}`, dW, certifiedProduct(X.T, dY)), asked };
    }
  },
};
