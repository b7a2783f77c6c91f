import { accumulatedBound, productBound } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import { narrowed } from '../certified/narrowed.ts';
import { scalingError } from '../certified/scaled-bound.ts';
import { summedBound } from '../certified/store-bound.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import { below } from '../matrix/below.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { round } from '../number/round.ts';
import { batchSizes } from '../problem/batch.ts';
import type { Problem } from '../problem/problem.ts';
import type { Arithmetic, Arithmetics } from './arithmetic.ts';
import { forwardSums, type Sum, type Sums, sumsOf, type Terms } from './sums-of.ts';

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
export function radiiOf(problem: Problem, terms: Terms, arithmetics: Arithmetics): Radii {
  const sums = sumsOf(problem, terms);
  const { dX, dW, db } = sums;
  const { beta } = terms;
  const here = summing(arithmetics, { problem, terms, sums });
  const isOnce = (name: 'dX' | 'dW'): boolean => here[name].accumulator !== undefined;
  return {
    ...(dX && { dX: radiiWithin(dX, here.dX) }),
    ...(dW && { dW: radiiWithin(dW, here.dW) }),
    ...(db && { db: radiiWithin(db, here.db) }),
    ...(beta !== undefined && { dC: addendRadii(problem.dY, beta, here.dC) }),
    summed: (['dX', 'dW'] as const).filter(isOnce),
  };
}

/** What is summed for a question. */
interface Summed {
  readonly problem: Problem;
  readonly terms: Terms;
  readonly sums: Sums;
}

/** The arithmetics of these sums: there is an accumulator only where each is stored once. */
export function summing(
  { Y, dX, dW, db, dC }: Arithmetics,
  { problem, terms, sums }: Summed,
): Arithmetics {
  const isOne = (some: readonly Sum[] | undefined) => areProducts(problem, terms, some);
  return {
    ...{ Y, dC, db: inBetween(db) },
    dX: isOne(sums.dX) ? dX : inBetween(dX),
    dW: isOne(sums.dW) ? dW : inBetween(dW),
  };
}

/** The same, where partial sums may be stored. */
function inBetween(arithmetic: Arithmetic): Arithmetic {
  return { ...arithmetic, accumulator: undefined };
}

/** How far a right Y may be off. */
export function forwardRadii(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
  { Y }: Arithmetics,
): Required<Pick<Radii, 'Y' | 'summed'>> {
  const summed = Y.accumulator === undefined ? [] : (['Y'] as const);
  return { Y: radiiWithin(forwardSums(operands), Y), summed };
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

/**
 * β is a power of two or 0, so β·dY is exact, except at the ends of the range, or where dC has fewer bits
 * than dY: then it is a neighbour of the product.
 */
export function addendRadii(
  dY: Matrix<'m', 'k'>,
  beta: number,
  { format }: Arithmetic,
): Matrix<'m', 'k'> {
  return dY.map((entry) => {
    if (!Number.isFinite(entry)) return 0; // it is what IEEE arithmetic says
    const scaled = beta * entry;
    if (Math.abs(scaled) > format.largest) return Number.POSITIVE_INFINITY;
    const exact = round(scaled, format) === scaled && (beta === 0 || scaled / beta === entry);
    return exact ? 0 : outward(2 * format.unitRoundoff * Math.abs(scaled) + format.smallest);
  });
}

function radiiWithin<R extends string, C extends string>(
  sums: readonly Sum<R, C>[],
  arithmetic: Arithmetic,
): Matrix<R, C> {
  return below(sums.map((sum) => radiusOf(sum, arithmetic)));
}
