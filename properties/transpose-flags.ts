import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** An operand that is stored transposed, and said to be so, has its gradient stored likewise. */
export const transposeFlags: Property = {
  id: 'transpose-flags',
  cites: 'symmetry',
  statement: 'with transX (transW) X (W) is stored transposed, and so is its gradient',
  needs: 'transposeFlags',

  async *check({ problem, ask }) {
    const { X, W, dY } = problem;
    const variants = [{ transX: true }, { transW: true }, { transX: true, transW: true }];
    for (const variant of variants) {
      const { dX, dW } = await ask(problem, variant);
      const name = Object.keys(variant).join(' and ');
      yield agree(`dX with ${name}`, dX, certifiedProduct(dY, W.T));
      yield agree(`dW with ${name}`, dW, certifiedProduct(X.T, dY));
    }
  },
};
