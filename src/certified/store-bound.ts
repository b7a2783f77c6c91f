import type { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat, SumFormat } from '../number/formats.ts';
import { exponentOf } from '../number/round.ts';
import { Balls } from './balls.ts';
import { productBound } from './bound.ts';
import { outward } from './error-free.ts';

/** What sums are kept in, and what they are rounded to once, at the end. */
export interface Stored {
  readonly accumulator: SumFormat;
  /** What all of it can be rounded to without a loss. */
  readonly throughout: SumFormat;
  readonly format: NumberFormat;
}

/** How sums are stored: to nearest, whichever way ties go, or as either neighbour. */
export interface Storing {
  readonly format: NumberFormat;
  readonly stores?: 'nearest' | 'toward zero' | undefined;
}

/** Nothing was rounded but what was stored. No rounding is as small. */
const onlyStored = Number.MIN_VALUE;

/**
 * How far the sums of A·B may be off in an accumulator, before they are rounded to `format`: 0 where the
 * sum is a number of `format` and nothing is rounded at all (|A||B| ≤ 2^p units, in both); otherwise
 * `productBound` in the accumulator, and never 0, so that `aroundStored` sees that the sum was rounded when
 * it was stored.
 *
 * It is infinite where the sum may exceed the largest number of either; below, rounding does not
 * overflow.
 */
export function summedBound<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  { accumulator, throughout: coarsest, format }: Stored,
): Matrix<R, C> {
  const throughout = productBound(a, b, coarsest);
  if (throughout.toArray().every((radius) => radius === 0)) return throughout;
  // Neither may overflow: the accumulator may have the shorter range, or what is stored.
  const largest = Math.min(accumulator.largest, format.largest);
  const summed = productBound(a, b, { ...accumulator, largest, isKept: true });
  return throughout.map((radius, i, j) => {
    return radius === 0 ? 0 : Math.max(summed.at(i, j), onlyStored);
  });
}

/**
 * Answers y^ as balls in which the exact sums y lie, given |s − y| ≤ `summed` (`summedBound`) for the
 * accumulator's value s of which y^ is the rounding to nearest, whichever way ties go:
 *
 *   |y^ − y| ≤ |y^ − s| + |s − y| ≤ ½ ulp(y^) + summed
 *
 * and of which it is a neighbour, where it is stored toward zero, with an ulp in the place of a half.
 *
 * Rounding to nearest moves a number by at most half the spacing of its neighbours: ulp(y^) =
 * 2^(e − p + 1) for 2^e ≤ |y^| < 2^(e + 1), and η below the normal range (Higham, Accuracy and Stability
 * of Numerical Algorithms, 2nd ed., §2.1; §3.1 for `summed`). Below a power of two the spacing is half as
 * large; the larger one is taken.
 */
export function aroundStored<R extends string, C extends string>(
  answer: Matrix<R, C>,
  summed: Matrix<R, C>,
  { format, stores }: Storing,
): Balls<R, C> {
  const rad = summed.map((radius, i, j) => {
    if (radius === 0) return 0;
    const halves = stores === 'toward zero' ? 2 : 1;
    const moved = halves * halfUlp(answer.at(i, j), format);
    return radius === onlyStored ? moved : outward(radius + moved);
  });
  return new Balls(answer, rad);
}

/** Half the distance to the next number away from 0; of what is not finite, nothing. */
export function halfUlp(value: number, { precision, smallest }: NumberFormat): number {
  if (!Number.isFinite(value)) return 0;
  return value === 0 ? smallest / 2 : Math.max(2 ** (exponentOf(value) - precision), smallest / 2);
}
