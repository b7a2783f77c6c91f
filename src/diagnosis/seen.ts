import type { Balls } from '../certified/balls.ts';
import { below } from '../matrix/below.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import type { NumberFormat } from '../number/formats.ts';
import type { OperandFormats } from '../number/tensor-formats.ts';
import { forwardSums, type Sum, sumsOf, type Terms } from '../oracle/sums-of.ts';
import { through } from '../oracle/through.ts';
import type { Problem } from '../problem/problem.ts';

/** What answers are looked at. */
export const results = ['dX', 'dW', 'Y'] as const;

/** What a wrong answer is an answer to. */
export type Result = (typeof results)[number];

/** A question: a problem, what its call asked for besides, and which result is meant. */
export interface Asked {
  readonly of: Result;
  readonly problem: Problem;
  readonly terms: Terms;
}

/** An answer, as one call gave it. */
export interface Seen extends Asked {
  readonly answer: Balls;
  readonly right: Matrix;
  /** Which entries are wrong, row by row. */
  readonly wrong: readonly boolean[];
  /** What the result is stored in. */
  readonly format: NumberFormat;
  /** What operands are given in. */
  readonly operands?: OperandFormats;
  /** The calls before it, the first one first, where they were part of the question. */
  readonly before?: readonly Asked[];
}

/** Whether some entry of the answer is wrong. */
export function isWrong({ wrong }: Seen): boolean {
  return wrong.includes(true);
}

const known = new WeakMap<Asked, readonly Sum[]>();

/** What is summed for an answer, one sum a member; the same ones each time. */
export function sumsFor(asked: Asked): readonly Sum[] {
  const sums = known.get(asked) ?? newSums(asked);
  known.set(asked, sums);
  return sums;
}

function newSums({ of, problem, terms }: Asked): readonly Sum[] {
  if (of === 'Y') return forwardSums(problem);
  return sumsOf(through(problem, terms, undefined).problem, terms)[of] ?? [];
}

/**
 * The answer by the formulas in float64, its members below one another; 0×0, where it is not asked
 * for.
 */
export function formulaOf(asked: Asked): Matrix {
  return belowOneAnother(sumsFor(asked).map(productOf));
}

/** Members of a result; 0×0 where there are none. */
export function belowOneAnother(members: readonly Matrix[]): Matrix {
  return members.length === 0 ? Matrix.of([0, 0], () => 0) : below(members);
}

/** One member: factor·left·right + added. */
export function productOf({ left, right, factor = 1, added }: Sum): Matrix {
  const product = multiply(left, right);
  if (factor === 1 && added === undefined) return product;
  return product.map((entry, i, j) => factor * entry + (added?.at(i, j) ?? 0));
}

/** The members of a result, or of groups, one after the other. */
export function membersIn(asked: Asked, result: Matrix): Matrix[] {
  let row = 0;
  return sumsFor(asked).map(({ left: { rows } }) => {
    row += rows;
    return result.rowRange(row - rows, row);
  });
}
