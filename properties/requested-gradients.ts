import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** What else is asked for does not matter. */
export const requestedGradients: Property = {
  id: 'requested-gradients',
  cites: 'eq. (1), (2)',
  statement: 'a gradient that is asked for alone is the one that comes with the other',
  gradients: ['dX', 'dW'],
  needs: 'subsets',

  async *check({ problem, ask }) {
    const { X, W, dY } = problem;
    const { dX } = await ask(problem, { wants: ['dX'] });
    yield agree('dX, asked for alone', dX, certifiedProduct(dY, W.T));
    const { dW } = await ask(problem, { wants: ['dW'] });
    yield agree('dW, asked for alone', dW, certifiedProduct(X.T, dY));
  },
};
