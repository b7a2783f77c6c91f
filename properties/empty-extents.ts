import { certifiedProduct } from '../src/certified/product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** A sum over no rows is 0: with m = 0, dW is n×k zeros; with k = 0, dX is m×n zeros. */
export const emptyExtents: Property = {
  id: 'empty-extents',
  cites: 'eq. (1), (2)',
  statement:
    'with m, n or k = 0 the gradients have the right shape, and are 0 where they sum nothing',
  needs: 'emptyExtents',
  wants: { empty: true, extent: 9, volume: 512 },

  async *check({ problem, backward }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await backward(problem);
    yield agree('dX', dX, certifiedProduct(dY, W.T));
    yield agree('dW', dW, certifiedProduct(X.T, dY));
  },
};
