import { exactly, negate } from '../src/certified/ball.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { cut } from '../src/problem/cut.ts';
import { agree, type Property } from '../src/property/property.ts';

/** dX and dW are linear in dY; dX does not look at X, and dW does not look at W. */
export const linearity: Property = {
  id: 'linearity',
  cites: 'eq. (1), (2)',
  statement: 'P + Q = dY gives dX + dX and dW + dW; −dY and 2·dY scale; dX ignores X, dW ignores W',

  async *check({ problem, backward, draw }) {
    const { X, W, dY } = problem;
    const whole = await backward(problem);

    const P = dY.map((value) => cut(draw, value));
    const Q = dY.map((value, i, j) => value - P.at(i, j));
    const [first, second] = [
      await backward({ ...problem, dY: P }),
      await backward({ ...problem, dY: Q }),
    ];
    yield agree('dX(P) + dX(Q)', first.dX.plus(second.dX), whole.dX);
    yield agree('dW(P) + dW(Q)', first.dW.plus(second.dW), whole.dW);

    const opposite = await backward({ ...problem, dY: dY.map((value) => -value) });
    yield agree('dX(−dY)', opposite.dX, whole.dX.map(negate));
    yield agree('dW(−dY)', opposite.dW, whole.dW.map(negate));

    const twice = await backward({ ...problem, dY: dY.map((value) => 2 * value) });
    yield agree('dX(2·dY)', twice.dX, whole.dX.scale(exactly(2)));
    yield agree('dW(2·dY)', twice.dW, whole.dW.scale(exactly(2)));

    const otherX = await backward({ ...problem, X: reversed(X) });
    yield agree('dX after changing X', otherX.dX, whole.dX);
    const otherW = await backward({ ...problem, W: reversed(W) });
    yield agree('dW after changing W', otherW.dW, whole.dW);
  },
};

/** The same entries in the opposite order, negated: another matrix of the same magnitudes. */
function reversed<R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> {
  const { rows, cols } = matrix;
  return matrix.map((_, i, j) => -matrix.at(rows - 1 - i, cols - 1 - j));
}
