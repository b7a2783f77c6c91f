import { type Dyadic, dyadic, plus, times, zero } from '../../src/number/dyadic.ts';
import type { Factors } from './draw-factors.ts';

/** Entry (i, j) of A·B. */
export function exactDot({ left, right }: Factors, i: number, j: number): Dyadic {
  let sum = zero;
  for (let p = 0; p < left.cols; p += 1) {
    sum = plus(sum, times(dyadic(left.at(i, p)), dyadic(right.at(p, j))));
  }
  return sum;
}
