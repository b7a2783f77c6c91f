import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** (1): ∂f/∂X = ∂f/∂Y · Wᵀ, (m×k)(k×n) → m×n. */
export const equation1: Property = {
  id: 'equation-1',
  cites: 'eq. (1)',
  equation: String.raw`\dX = \dY\,W\T`,
  statement: 'dX = dY · Wᵀ',
  gradients: ['dX'],
  compares: ['dX'],
  product: 'dX',

  async *check({ problem, backward }) {
    const { dX } = await backward(problem);
    yield agree('dX', dX, certifiedProduct(problem.dY, problem.W.T));
  },
};
