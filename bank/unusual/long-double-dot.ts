import { dyadic, plus, roundedTo, times, toNumber, zero } from '../../src/number/dyadic.ts';
import { entry } from './unusual.ts';

/**
 * a·b as C's long double has it on x87 processors: every product and every sum is rounded to 64 bits,
 * and the last sum to 53.
 */
export function longDoubleDot(row: Float64Array, column: Float64Array): number {
  let sum = zero;
  for (let p = 0; p < row.length; p += 1) {
    const product = roundedTo(64, times(dyadic(entry(row, p)), dyadic(entry(column, p))));
    sum = roundedTo(64, plus(sum, product));
  }
  return toNumber(roundedTo(53, sum));
}
