import type { Balls } from '../src/certified/balls.ts';
import { columnsOf } from '../src/problem/slices.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Step 2: for one row X, the chain rule adds up ∂f/∂y_j · W_jᵀ, one column of W at a time. */
export const rowVectorReduction: Property = {
  id: 'row-vector-reduction',
  cites: 'step 2',
  statement: 'for 1×n · n×k, dX = Σ_j ∂f/∂y_j · W_jᵀ, column by column through the subject',
  wants: { fixed: { m: 1 }, extent: 24 },

  async *check({ problem, backward }) {
    const whole = await backward(problem);
    let total: Balls | undefined;
    for (const column of columnsOf(problem)) {
      const { dX, dW } = await backward(column.problem);
      total = total?.plus(dX) ?? dX;
      yield agree(`column ${column.j} of dW`, whole.dW.column(column.j), dW);
    }
    if (total) yield agree('dX', whole.dX, total);
  },
};
