import type { Balls } from '../src/certified/balls.ts';
import { splitAt } from '../src/problem/derive/split-at.ts';
import { shapeOf } from '../src/problem/problem.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Cutting one axis in two: along it a gradient is stacked, or its parts are added. */
export const blockDecomposition: Property = {
  id: 'block-decomposition',
  cites: 'step 3',
  equation: String.raw`\dW = \sum_b X_b\T\,\dY_b`,
  statement: 'cutting m stacks dX and adds dW; cutting n cuts both; cutting k adds dX and cuts dW',
  makesWeights: true,

  async *check({ problem, backward, draw }) {
    const whole = await backward(problem);
    const shape = shapeOf(problem);
    for (const axis of ['m', 'n', 'k'] as const) {
      if (shape[axis] < 2) continue;
      const at = draw.integer(1, shape[axis] - 1);
      const [one, two] = splitAt(problem, axis, at);
      const [first, second] = [await backward(one), await backward(two)];
      const cut = `${axis} = ${at} + ${shape[axis] - at}`;
      if (axis === 'm')
        yield* rows('dX', cut, { whole: whole.dX, first: first.dX, second: second.dX });
      if (axis === 'm') yield agree(`dW, added, ${cut}`, first.dW.plus(second.dW), whole.dW);
      if (axis === 'n') {
        yield* rows('dXᵀ', cut, { whole: whole.dX.T, first: first.dX.T, second: second.dX.T });
        yield* rows('dW', cut, { whole: whole.dW, first: first.dW, second: second.dW });
      }
      if (axis === 'k') yield agree(`dX, added, ${cut}`, first.dX.plus(second.dX), whole.dX);
      if (axis === 'k') {
        yield* rows('dWᵀ', cut, { whole: whole.dW.T, first: first.dW.T, second: second.dW.T });
      }
    }
  },
};

interface Parts {
  readonly whole: Balls;
  readonly first: Balls;
  readonly second: Balls;
}

function* rows(name: string, cut: string, { whole, first, second }: Parts) {
  yield agree(`${name}, first part, ${cut}`, first, whole.rowRange(0, first.rows));
  yield agree(`${name}, second part, ${cut}`, second, whole.rowRange(first.rows, whole.rows));
}
