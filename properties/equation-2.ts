import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** (2), second printing: ∂f/∂W = Xᵀ · ∂f/∂Y, (n×m)(m×k) → n×k. */
export const equation2: Property = {
  id: 'equation-2',
  cites: 'eq. (2)',
  equation: String.raw`\dW = X\T\,\dY`,
  statement: 'dW = Xᵀ · dY',
  gradients: ['dW'],
  compares: ['dW'],
  product: 'dW',

  async *check({ problem, backward }) {
    const { dW } = await backward(problem);
    yield agree('dW', dW, certifiedProduct(problem.X.T, problem.dY));
  },
};
