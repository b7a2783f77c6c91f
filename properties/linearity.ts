import { exactly, negate } from '../src/certified/ball.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { cut } from '../src/problem/derive/cut.ts';
import { agree, type Property } from '../src/property/property.ts';

/** dX and dW are linear in dY; dX does not look at X, and dW does not look at W. */
export const linearity: Property = {
  id: 'linearity',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dX(P+Q) = \dX(P) + \dX(Q)`,
  statement: 'P + Q = dY gives dX + dX and dW + dW; −dY and 2·dY scale; dX ignores X, dW ignores W',
  makesWeights: true,

  async *check({ problem, backward, draw, formats }) {
    const { X, W, dY } = problem;
    const whole = await backward(problem);

    const P = dY.map((value) => cut(draw, value, formats.dY));
    const Q = dY.map((value, i, j) => value - P.at(i, j));
    const [first, second] = [
      await backward({ ...problem, dY: P }),
      await backward({ ...problem, dY: Q }),
    ];
    yield agree('dX(P) + dX(Q)', first.dX.plus(second.dX), whole.dX);
    yield agree('dW(P) + dW(Q)', first.dW.plus(second.dW), whole.dW);

    const negated = { ...problem, dY: dY.map((value) => -value) };
    const opposite = await backward(negated);
    yield { ...agree('dX(−dY)', opposite.dX, whole.dX.map(negate)), asked: negated };
    yield { ...agree('dW(−dY)', opposite.dW, whole.dW.map(negate)), asked: negated };

    const doubled = { ...problem, dY: dY.map((value) => 2 * value) };
    const twice = await backward(doubled);
    yield { ...agree('dX(2·dY)', twice.dX, whole.dX.scale(exactly(2))), asked: doubled };
    yield { ...agree('dW(2·dY)', twice.dW, whole.dW.scale(exactly(2))), asked: doubled };

    const [otherX, otherW] = [
      { ...problem, X: reversed(X) },
      { ...problem, W: reversed(W) },
    ];
    const { dX } = await backward(otherX);
    yield { ...agree('dX after changing X', dX, whole.dX), asked: otherX };
    const { dW } = await backward(otherW);
    yield { ...agree('dW after changing W', dW, whole.dW), asked: otherW };
  },
};

/** The same entries in the opposite order, negated: another matrix of the same magnitudes. */
function reversed<R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> {
  const { rows, cols } = matrix;
  return matrix.map((_, i, j) => -matrix.at(rows - 1 - i, cols - 1 - j));
}
