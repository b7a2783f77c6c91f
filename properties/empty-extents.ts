import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** A sum over no rows is 0: with m = 0, dW is n×k zeros; with k = 0, dX is m×n zeros. */
export const emptyExtents: Property = {
  id: 'empty-extents',
  cites: 'eq. (1), (2)',
  statement:
    'with m, n or k = 0 the gradients have the right shape, and are 0 where they sum nothing',
  needs: 'emptyExtents',
  wants: { empty: true, extent: 9, volume: 512 },

  async *check({ problem, backward, ask, forward, hasForward, claims }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await backward(problem);
    yield agree('dX', dX, certifiedProduct(dY, W.T));
    yield agree('dW', dW, certifiedProduct(X.T, dY));
    if (hasForward) yield agree('Y', await forward(problem), certifiedProduct(X, W));

    if (!claims.transposeFlags) return;
    const turned = await ask(problem, { transX: true, transW: true });
    yield agree('dX with transX and transW', turned.dX, certifiedProduct(dY, W.T));
    yield agree('dW with transX and transW', turned.dW, certifiedProduct(X.T, dY));
  },
};
