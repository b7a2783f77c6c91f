import { certifiedProduct } from '../src/certified/certified-product.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { rightGradients } from '../src/oracle/right-gradients.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Y = X·W + b adds b to every row, so every row of dY counts for it. */
export const biasReduction: Property = {
  id: 'bias-reduction',
  cites: 'definition',
  equation: String.raw`Y = XW + b:\quad \db = \sum_i \dY_i`,
  statement: 'for Y = X·W + b, db is the sum of the rows of dY, and dX and dW are as without b',
  needs: 'bias',
  wants: { batch: 'sometimes', extent: 17, volume: 1000 },

  async *check({ problem, ask }) {
    const { dY } = problem;
    const right = rightGradients(problem);
    const { dX, dW, db } = await ask(problem, { bias: true });
    const ones = Matrix.of<'1', 'm'>([1, dY.rows], () => 1);
    yield agree('db', db, certifiedProduct(ones, dY));
    yield agree('dX', dX, right.dX);
    yield agree('dW', dW, right.dW);
  },
};
