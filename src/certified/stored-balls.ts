import type { NumberFormat } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import type { Ball } from './ball.ts';
import type { Balls } from './balls.ts';
import { outward, twoSum } from './error-free.ts';
import type { Storing } from './store-bound.ts';

/**
 * What sums within these balls may be stored as: from the smallest to the largest such number of
 * the format, as midpoint and radius. Rounding is monotone (Higham, Accuracy and Stability of
 * Numerical Algorithms, 2nd ed., §2.1): what lies between two numbers is not rounded beyond what
 * they are rounded to. A ball of radius 0 is a number of the format, and stays. Subnormal numbers
 * must not be flushed.
 */
export function storedBalls<R extends string, C extends string>(
  sums: Balls<R, C>,
  storing: Storing,
): Balls<R, C> {
  return sums.map((ball) => (ball.rad === 0 ? ball : storedBall(ball, storing)));
}

function storedBall({ mid, rad }: Ball, { format, stores }: Storing): Ball {
  const to = (value: number, toward: 'below' | 'above'): number =>
    stores === 'toward zero' ? neighbour(value, format, toward) : round(value, format);
  const low = to(beyond(mid, -rad), 'below');
  const high = to(beyond(mid, rad), 'above');
  return Number.isFinite(high - low) ? between(low, high) : { mid, rad: Number.POSITIVE_INFINITY };
}

/** A number strictly beyond the real mid + by, seen from mid, so that ties do not matter. */
function beyond(mid: number, by: number): number {
  const sum = mid + by;
  return sum + Math.sign(by) * Math.max(Math.abs(sum) * 2 ** -52, Number.MIN_VALUE);
}

/** The number of the format next to a value that is none, or the value. */
function neighbour(value: number, format: NumberFormat, toward: 'below' | 'above'): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const { precision, smallest } = format;
  const ulp = Math.max(2 ** (exponentOf(value) - precision + 1), smallest);
  const units = value / ulp;
  return (toward === 'below' ? Math.floor(units) : Math.ceil(units)) * ulp;
}

/** The ball from one number to another. */
function between(low: number, high: number): Ball {
  const [sum, lost] = twoSum(low, high);
  const [width, more] = twoSum(high, -low);
  const exact = lost === 0 && more === 0;
  const rad = width / 2;
  return { mid: sum / 2, rad: exact ? rad : outward(rad + Math.abs(lost) + Math.abs(more)) };
}
