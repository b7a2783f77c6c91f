import { membersOf } from '../src/problem/derive/restrict.ts';
import { shapeOf } from '../src/problem/problem.ts';
import { agree, type Property } from '../src/property/property.ts';

/** The members of a batch do not know of one another. */
export const batchDecomposition: Property = {
  id: 'batch-decomposition',
  cites: 'step 3',
  equation: String.raw`\dX_b = \dY_b\,W_b\T,\quad \dW_b = X_b\T\,\dY_b`,
  statement: 'each member of a batch has the gradients of the plain problem that it is',
  makesWeights: true,
  needs: 'batching',
  wants: { batch: 'leading', extent: 9, volume: 200 },

  async *check({ problem, backward }) {
    const whole = await backward(problem);
    const { m, n } = shapeOf(problem);
    for (const [at, member] of membersOf(problem).entries()) {
      const alone = await backward(member.problem);
      yield agree(`dX of member ${at}`, whole.dX.rowRange(at * m, at * m + m), alone.dX);
      yield agree(`dW of member ${at}`, whole.dW.rowRange(at * n, at * n + n), alone.dW);
    }
  },
};
