import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** dX needs W, and dW needs X: whichever is written first must not destroy what the other needs. */
export const aliasedDestinations: Property = {
  id: 'aliased-destinations',
  cites: 'eq. (1), (2)',
  statement:
    'gradients that are written over their own operands are the gradients of those operands',
  needs: 'aliasedDestinations',

  async *check({ problem, ask }) {
    const { X, W, dY } = problem;
    const { dX, dW } = await ask(problem, { into: 'operands' });
    yield agree('dX, written over X', dX, certifiedProduct(dY, W.T));
    yield agree('dW, written over W', dW, certifiedProduct(X.T, dY));
  },
};
