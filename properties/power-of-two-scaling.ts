import { at } from '../src/at.ts';
import { Balls } from '../src/certified/balls.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { identical, type Property } from '../src/property/property.ts';

/**
 * Scaling by powers of two commutes with rounding, so it changes nothing but exponents, in every
 * summation order: with diagonal R (m), E (n), C (n) and D (k), all powers of two,
 * dX(R·dY·D, C·W·D⁻¹) = R·dX·C and dW(R⁻¹·X·E, R·dY·D) = E·dW·D, bit for bit.
 */
export const powerOfTwoScaling: Property = {
  id: 'power-of-two-scaling',
  cites: 'eq. (1), (2)',
  statement: 'scaling rows and columns by powers of two scales dX and dW by them, bit for bit',

  async *check({ problem, backward, draw, format, plainSums }) {
    const { X, W, dY, salt } = problem;
    const most = format.maxExponent > 100 ? 4 : 1;
    const power = (): number => 2 ** draw.integer(-most, most);
    const powers = (length: number): readonly number[] => {
      const same = power(); // Strassen's sums mix rows and columns: one factor for all of them
      return Array.from({ length }, () => (plainSums ? power() : same));
    };
    const [R, E, C, D] = [powers(X.rows), powers(X.cols), powers(X.cols), powers(W.cols)];

    const plain = await backward(problem);
    const scaled = await backward({
      X: scale(X, inverse(R), E),
      W: scale(W, C, inverse(D)),
      dY: scale(dY, R, D),
      salt,
    });
    yield identical('dX, scaled', scaled.dX, Balls.exact(scale(plain.dX.mid, R, C)));
    yield identical('dW, scaled', scaled.dW, Balls.exact(scale(plain.dW.mid, E, D)));
  },
};

function scale<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  rows: readonly number[],
  cols: readonly number[],
): Matrix<R, C> {
  return matrix.map((value, i, j) => value * at(rows, i) * at(cols, j));
}

function inverse(powers: readonly number[]): number[] {
  return powers.map((power) => 1 / power);
}
