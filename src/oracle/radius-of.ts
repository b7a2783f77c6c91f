import { accumulatedBound, productBound } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import { narrowed } from '../certified/narrowed.ts';
import { scalingError } from '../certified/scaled-bound.ts';
import { summedBound } from '../certified/store-bound.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import { below } from '../matrix/below.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { Sum } from './sums-of.ts';

/** How far one member may be off. Every bound of the house is chosen here. */
export function radiusOf<R extends string, C extends string>(
  { factor = 1, ...sum }: Sum<R, C>,
  arithmetic: Arithmetic,
): Matrix<R, C> {
  if (factor === 1) return multiplied(sum, arithmetic);
  const left = sum.left.map((entry) => factor * entry);
  const radii = multiplied({ ...sum, left }, arithmetic);
  const error = scalingError({ ...sum, factor }, arithmetic.throughout);
  if (error === undefined) return radii;
  const isBound = arithmetic.algorithm !== 'strassen'; // its sums mix entries of every size
  return radii.map((radius, i, j) => {
    return isBound ? outward(radius + error.at(i, j)) : Number.POSITIVE_INFINITY;
  });
}

/** With what operands lose that are rounded first. */
function multiplied<R extends string, C extends string>(
  sum: Sum<R, C>,
  arithmetic: Arithmetic,
): Matrix<R, C> {
  const { multiplies } = arithmetic;
  const rounded = multiplies && narrowed(sum.left, sum.right, multiplies);
  if (rounded === undefined) return unscaled(sum, arithmetic);
  const { error, ...operands } = rounded;
  const radii = unscaled({ ...sum, ...operands }, arithmetic);
  return radii.map((radius, i, j) => outward(radius + error.at(i, j)));
}

function unscaled<R extends string, C extends string>(
  { left, right, added }: Sum<R, C>,
  { format, throughout, algorithm, accumulator }: Arithmetic,
): Matrix<R, C> {
  if (accumulator !== undefined && added === undefined) {
    return summedBound(left, right, { accumulator, throughout, format });
  }
  const strassen = algorithm === 'strassen';
  if (added === undefined)
    return (strassen ? strassenBound : productBound)(left, right, throughout);
  const sums = { left, right, added };
  return (strassen ? accumulatedStrassenBound : accumulatedBound)(sums, throughout);
}

/** The same of all members, below one another. */
export function radiiWithin<R extends string, C extends string>(
  sums: readonly Sum<R, C>[],
  arithmetic: Arithmetic,
): Matrix<R, C> {
  return below(sums.map((sum) => radiusOf(sum, arithmetic)));
}
