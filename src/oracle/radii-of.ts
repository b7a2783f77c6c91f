import { accumulatedBound, productBound } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import { scalingError } from '../certified/scaled-bound.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import type { Claims } from '../contract/subject.ts';
import { below } from '../matrix/below.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import type { Problem } from '../problem/problem.ts';
import { forwardSums, type Sum, sumsOf, type Terms } from './sums-of.ts';

/** Who answers: what it rounds to, and how it sums. */
export interface Arithmetic {
  readonly format: NumberFormat;
  /** Conventional when left out. */
  readonly algorithm?: Claims['algorithm'];
}

/** How far answers may be off, entry by entry; left out where an answer is not wanted. */
export interface Radii {
  readonly dX?: Matrix<'m', 'n'>;
  readonly dW?: Matrix<'n', 'k'>;
  readonly db?: Matrix<'1', 'k'>;
  readonly dC?: Matrix<'m', 'k'>;
}

/** How far a right answer may be off, without what it is: nothing is multiplied out for it. */
export function radiiOf(problem: Problem, terms: Terms, arithmetic: Arithmetic): Radii {
  const { dX, dW, db } = sumsOf(problem, terms);
  const { beta } = terms;
  return {
    ...(dX && { dX: radiiWithin(dX, arithmetic) }),
    ...(dW && { dW: radiiWithin(dW, arithmetic) }),
    ...(db && { db: radiiWithin(db, arithmetic) }),
    ...(beta !== undefined && { dC: addendRadii(problem.dY, beta, arithmetic) }),
  };
}

/** How far a right Y may be off. */
export function forwardRadii(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
  arithmetic: Arithmetic,
): Matrix<'m', 'k'> {
  return radiiWithin(forwardSums(operands), arithmetic);
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
  { format, algorithm }: Arithmetic,
): Matrix<R, C> {
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
