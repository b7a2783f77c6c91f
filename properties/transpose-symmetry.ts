import { transposed } from '../src/problem/problem.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Yᵀ = Wᵀ·Xᵀ: equation (1) of the transposed problem is equation (2) of this one, and back. */
export const transposeSymmetry: Property = {
  id: 'transpose-symmetry',
  cites: 'symmetry',
  equation: String.raw`Y\T = W\T X\T`,
  statement: 'on (Wᵀ, Xᵀ, dYᵀ) the subject answers dWᵀ for dX and dXᵀ for dW',
  makesWeights: true,
  gradients: ['dX', 'dW'],

  wants: { moves: true },

  async *check({ problem, backward }) {
    const here = await backward(problem);
    const there = await backward(transposed(problem));
    yield agree('dW, from (1) transposed', here.dW, there.dX.T);
    yield agree('dX, from (2) transposed', here.dX, there.dW.T);
  },
};
