import { accumulatedBound, productBound } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import { scalingError } from '../certified/scaled-bound.ts';
import { summedBound } from '../certified/store-bound.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import { below } from '../matrix/below.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { round } from '../number/round.ts';
import { batchSizes } from '../problem/batch.ts';
import type { Problem } from '../problem/problem.ts';
import type { Arithmetic } from './arithmetic.ts';
import { forwardSums, type Sum, sumsOf, type Terms } from './sums-of.ts';

/** How far answers may be off, entry by entry; left out where an answer is not wanted. */
export interface Radii {
  readonly dX?: Matrix<'m', 'n'>;
  readonly dW?: Matrix<'n', 'k'>;
  readonly db?: Matrix<'1', 'k'>;
  readonly dC?: Matrix<'m', 'k'>;
  readonly Y?: Matrix<'m', 'k'>;
  /** Those that say how far sums may be off before they are stored: see `aroundStored`. */
  readonly summed: readonly ('dX' | 'dW' | 'Y')[];
}

/** How far a right answer may be off, without what it is: nothing is multiplied out for it. */
export function radiiOf(problem: Problem, terms: Terms, arithmetic: Arithmetic): Radii {
  const { dX, dW, db } = sumsOf(problem, terms);
  const { beta } = terms;
  const { format, algorithm } = arithmetic;
  const narrow: Arithmetic = { format, algorithm };
  const isOne = (sums: readonly Sum[] | undefined): boolean =>
    arithmetic.accumulator !== undefined && areProducts(problem, terms, sums);
  const [oneX, oneW] = [isOne(dX), isOne(dW)];
  return {
    ...(dX && { dX: radiiWithin(dX, oneX ? arithmetic : narrow) }),
    ...(dW && { dW: radiiWithin(dW, oneW ? arithmetic : narrow) }),
    ...(db && { db: radiiWithin(db, narrow) }),
    ...(beta !== undefined && { dC: addendRadii(problem.dY, beta, arithmetic) }),
    summed: [...(oneX ? (['dX'] as const) : []), ...(oneW ? (['dW'] as const) : [])],
  };
}

/** How far a right Y may be off. */
export function forwardRadii(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
  arithmetic: Arithmetic,
): Required<Pick<Radii, 'Y' | 'summed'>> {
  const summed = arithmetic.accumulator === undefined ? [] : (['Y'] as const);
  return { Y: radiiWithin(forwardSums(operands), arithmetic), summed };
}

/**
 * Whether every member is one product that is stored once. What is summed over a batch, scaled, added
 * to a destination or made of two products may be rounded in between.
 */
function areProducts(
  { batch }: Problem,
  { alpha = 1, prior, shared }: Terms,
  sums: readonly Sum[] | undefined,
): boolean {
  if (alpha !== 1 || prior !== undefined || shared !== undefined) return false;
  return sums?.length === batchSizes(batch).dY;
}

/** How far one member may be off. Every bound of the house is chosen here. */
export function radiusOf<R extends string, C extends string>(
  { factor = 1, ...sum }: Sum<R, C>,
  arithmetic: Arithmetic,
): Matrix<R, C> {
  if (factor === 1) return unscaled(sum, arithmetic);
  const left = sum.left.map((entry) => factor * entry);
  const radii = unscaled({ ...sum, left }, arithmetic);
  const error = scalingError({ ...sum, factor }, arithmetic.format);
  if (error === undefined) return radii;
  const isBound = arithmetic.algorithm !== 'strassen'; // its sums mix entries of every size
  return radii.map((radius, i, j) => {
    return isBound ? outward(radius + error.at(i, j)) : Number.POSITIVE_INFINITY;
  });
}

function unscaled<R extends string, C extends string>(
  { left, right, added }: Sum<R, C>,
  { format, algorithm, accumulator }: Arithmetic,
): Matrix<R, C> {
  if (accumulator !== undefined && added === undefined) {
    return summedBound(left, right, { accumulator, format });
  }
  const strassen = algorithm === 'strassen';
  if (added === undefined) return (strassen ? strassenBound : productBound)(left, right, format);
  return (strassen ? accumulatedStrassenBound : accumulatedBound)({ left, right, added }, format);
}

/** β is a power of two or 0, so β·dY is exact, except at the ends of the range. */
export function addendRadii(
  dY: Matrix<'m', 'k'>,
  beta: number,
  { format }: Arithmetic,
): Matrix<'m', 'k'> {
  return dY.map((entry) => {
    const scaled = beta * entry;
    if (Math.abs(scaled) > format.largest) return Number.POSITIVE_INFINITY;
    const exact = round(scaled, format) === scaled && (beta === 0 || scaled / beta === entry);
    return exact ? 0 : format.smallest;
  });
}

function radiiWithin<R extends string, C extends string>(
  sums: readonly Sum<R, C>[],
  arithmetic: Arithmetic,
): Matrix<R, C> {
  return below(sums.map((sum) => radiusOf(sum, arithmetic)));
}
