import { outward } from '../certified/error-free.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { round } from '../number/round.ts';
import { batchSizes } from '../problem/batch.ts';
import type { Problem } from '../problem/problem.ts';
import type { Arithmetic, Arithmetics } from './arithmetic.ts';
import { radiiWithin } from './radius-of.ts';
import { forwardSums, type Sum, type Sums, sumsOf, type Terms } from './sums-of.ts';
import { openRadii, through } from './through.ts';

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
  const asked = through(problem, terms, arithmetics.Y);
  const sums = sumsOf(asked.problem, terms);
  const { dX, dW, db } = sums;
  const { beta } = terms;
  const here = summing(arithmetics, { problem, terms, sums });
  const isOnce = (name: 'dX' | 'dW'): boolean => here[name].accumulator !== undefined;
  const open = openRadii(asked, terms);
  return {
    ...(dX && { dX: widened(radiiWithin(dX, here.dX), open.dX) }),
    ...(dW && { dW: widened(radiiWithin(dW, here.dW), open.dW) }),
    ...(db && { db: widened(radiiWithin(db, here.db), open.db) }),
    ...(beta !== undefined && { dC: addendRadii(problem.dY, beta, here.dC) }),
    summed: (['dX', 'dW'] as const).filter(isOnce),
  };
}

/** Radii with what is open added to them. */
export function widened<R extends string, C extends string>(
  radii: Matrix<R, C>,
  open: Matrix<R, C> | undefined,
): Matrix<R, C> {
  if (open === undefined) return radii;
  return radii.map((radius, i, j) => {
    const more = open.at(i, j);
    return more === 0 ? radius : outward(radius + more);
  });
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
  return batch?.groups !== undefined || sums?.length === batchSizes(batch).dY;
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

/** How far a right Y may be off. */
export function forwardRadii(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
  { Y }: Arithmetics,
): Required<Pick<Radii, 'Y' | 'summed'>> {
  const summed = Y.accumulator === undefined ? [] : (['Y'] as const);
  return { Y: radiiWithin(forwardSums(operands), Y), summed };
}
