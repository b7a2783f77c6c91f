import type { Options } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import {
  type Factors,
  factorsOf,
  forwardFactors,
  sharedFactors,
} from '../problem/derive/factors.ts';
import type { Problem } from '../problem/problem.ts';

/** The options of a call as they change sums: α is one more factor, `prior` one more term. */
export interface Terms
  extends Pick<Options, 'alpha' | 'beta' | 'bias' | 'wants' | 'shared' | 'epilogue'> {
  /** Where the epilogue has a kink, at Z = 0, either of its slopes is right. */
  readonly isEitherAtZero?: boolean;
  /** What is in the destinations already, in the orientation of X and W. */
  readonly prior?: Prior | undefined;
}

interface Prior {
  readonly dX: Matrix<'m', 'n'>;
  readonly dW: Matrix<'n', 'k'>;
}

/** One member of an answer: α·left·right, plus what it is added to. */
export interface Sum<R extends string = string, C extends string = string> extends Factors<R, C> {
  /** α, a power of two or 0; 1 when left out. */
  readonly factor?: number;
  readonly added?: Matrix<R, C>;
}

/** What each answer that is wanted is made of, one sum a member of the batch. */
export interface Sums {
  readonly dX?: readonly Sum<'m', 'n'>[];
  /** Left out where X and W are one variable: dX is its whole gradient. */
  readonly dW?: readonly Sum<'n', 'k'>[];
  readonly db?: readonly Sum<'1', 'k'>[];
}

/**
 * (1) and (2) as sums of products, with what the options of the call make of them, but for the epilogue:
 * see `through`.
 */
export function sumsOf(problem: Problem, terms: Terms): Sums {
  const { wants = ['dX', 'dW'], bias, shared } = terms;
  const factors = shared === undefined ? factorsOf(problem) : sharedFactors(problem, shared);
  const { alpha = 1, prior } = terms;
  const { dY } = problem;
  const ones = Matrix.of<'1', 'm'>([1, dY.rows], () => 1);
  return {
    ...(wants.includes('dX') ? { dX: membersOf(factors.dX, alpha, prior?.dX) } : {}),
    ...(wants.includes('dW') && shared === undefined
      ? { dW: membersOf(factors.dW, alpha, prior?.dW) }
      : {}),
    ...(bias ? { db: [{ left: ones, right: dY }] } : {}),
  };
}

/** Y = X·W as sums of products. */
export function forwardSums(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
): readonly Sum<'m', 'k'>[] {
  return forwardFactors(operands);
}

function membersOf<R extends string, C extends string>(
  factors: readonly Factors<R, C>[],
  alpha: number,
  prior: Matrix<R, C> | undefined,
): readonly Sum<R, C>[] {
  let row = 0;
  return factors.map(({ left, right }) => {
    const added = prior?.rowRange(row, row + left.rows);
    row += left.rows;
    return { left, right, factor: alpha, ...(added && { added }) };
  });
}
