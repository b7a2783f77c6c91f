import { type Balls, total } from '../src/certified/balls.ts';
import { columnsOf } from '../src/problem/derive/split-at.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Step 2: for one row X, the chain rule adds up ∂f/∂y_j · W_jᵀ, one column of W at a time. */
export const rowVectorReduction: Property = {
  id: 'row-vector-reduction',
  cites: 'step 2',
  equation: String.raw`\dX = \sum_j \tfrac{\partial f}{\partial y_j}\,W_j\T`,
  statement: 'for 1×n · n×k, dX = Σ_j ∂f/∂y_j · W_jᵀ, column by column through the subject',
  makesWeights: true,
  wants: { fixed: { m: 1 }, extent: 24 },

  async *check({ problem, backward }) {
    const whole = await backward(problem);
    const parts: Balls[] = [];
    for (const column of columnsOf(problem)) {
      const { dX, dW } = await backward(column.problem);
      parts.push(dX);
      yield agree(`column ${column.j} of dW`, whole.dW.column(column.j), dW);
    }
    yield agree('dX', whole.dX, total(parts));
  },
};
