import { restrict } from '../src/problem/derive/restrict.ts';
import { rowsOf } from '../src/problem/derive/split-at.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Step 3: rows are independent. What happens in row i of X and dY stays in row i of dX. */
export const rowIndependence: Property = {
  id: 'row-independence',
  cites: 'step 3',
  equation: String.raw`\dX_{i} = \dY_{i}\,W\T`,
  statement:
    'row i of dX is the gradient of the one-row problem made of row i, and of nothing else',
  gradients: ['dX'],
  wants: { extent: 17 },

  async *check({ problem, backward, draw }) {
    const whole = await backward(problem);
    for (const row of rowsOf(problem)) {
      const alone = await backward(row.problem);
      yield agree(`row ${row.i} of dX`, whole.dX.row(row.i), alone.dX);
    }

    const changed = draw.integer(0, problem.X.rows - 1);
    const negate = (value: number, i: number): number => (i === changed ? -value : value);
    const { X, dY } = problem;
    const other = await backward({ ...problem, X: X.map(negate), dY: dY.map(negate) });
    const kept = Array.from({ length: X.rows }, (_, i) => i).filter((i) => i !== changed);
    const rest = `rows of dX after changing row ${changed} of X and dY`;
    yield agree(rest, other.dX.pickRows(kept), whole.dX.pickRows(kept));
    if (kept.length > 0) {
      const without = await backward(restrict(problem, 'm', kept));
      yield agree(`rows of dX without row ${changed}`, without.dX, whole.dX.pickRows(kept));
    }
  },
};
