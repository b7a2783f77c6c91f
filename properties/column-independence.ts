import { type Balls, total } from '../src/certified/balls.ts';
import { columnsOf, rowsOf } from '../src/problem/derive/split-at.ts';
import { agree, type Property } from '../src/property/property.ts';

/** The mirror of step 3: columns of dY are independent for dW, and dW is a sum over rows. */
export const columnIndependence: Property = {
  id: 'column-independence',
  cites: 'symmetry',
  equation: String.raw`\dW_{\ast j} = X\T\,\dY_{\ast j}`,
  statement:
    'column j of dW is the gradient of the one-column problem; dW is the sum over rows of X',
  makesWeights: true,
  gradients: ['dW'],
  wants: { extent: 17 },

  async *check({ problem, backward }) {
    const whole = await backward(problem);
    for (const column of columnsOf(problem)) {
      const alone = await backward(column.problem);
      yield agree(`column ${column.j} of dW`, whole.dW.column(column.j), alone.dW);
    }

    const parts: Balls[] = [];
    for (const row of rowsOf(problem)) parts.push((await backward(row.problem)).dW);
    yield agree('dW, as a sum over rows', whole.dW, total(parts));
  },
};
