import { Balls, stack } from '../certified/balls.ts';
import { outward } from '../certified/error-free.ts';
import { storedBalls } from '../certified/stored-balls.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';
import type { Arithmetic, Arithmetics } from './arithmetic.ts';
import { addendRadii, summing, widened } from './radii-of.ts';
import { radiusOf } from './radius-of.ts';
import { certified, type Gradients } from './right-gradients.ts';
import { forwardSums, type Sum, sumsOf, type Terms } from './sums-of.ts';
import { openRadii, through } from './through.ts';

/** What right answers lie within; left out where an answer is not wanted. */
export interface RightAnswers extends Partial<Gradients> {
  readonly db?: Balls<'1', 'k'>;
  readonly dC?: Balls<'m', 'k'>;
}

/** What every right answer lies within: certified, with what the arithmetic may be off by. */
export function ballsOf(
  problem: Problem,
  terms: Terms,
  arithmetics: Arithmetics | undefined,
): RightAnswers {
  const asked = through(problem, terms, arithmetics?.Y);
  const sums = sumsOf(asked.problem, terms);
  const { dX, dW, db } = sums;
  const { beta } = terms;
  const here = arithmetics && summing(arithmetics, { problem, terms, sums });
  const open = openRadii(asked, terms);
  return {
    ...(dX && { dX: stacked(dX, here?.dX, open.dX) }),
    ...(dW && { dW: stacked(dW, here?.dW, open.dW) }),
    ...(db && { db: stacked(db, here?.db, open.db) }),
    ...(beta !== undefined && { dC: addend(problem.dY, beta, here?.dC) }),
  };
}

/** What every right Y lies within; without an arithmetic, the true product. */
export function forwardBalls(
  operands: Pick<Problem, 'X' | 'W' | 'batch'>,
  arithmetics: Arithmetics | undefined,
): Balls<'m', 'k'> {
  return stacked(forwardSums(operands), arithmetics?.Y);
}

/** With an accumulator, what sums within their bound, and what is open, may be stored as. */
function stacked<R extends string, C extends string>(
  sums: readonly Sum<R, C>[],
  arithmetic: Arithmetic | undefined,
  open?: Matrix<R, C>,
): Balls<R, C> {
  const known = stack(sums.map((sum) => ballsWithin(sum, arithmetic)));
  const balls = new Balls(known.mid, widened(known.rad, open));
  return arithmetic?.accumulator === undefined ? balls : storedBalls(balls, arithmetic);
}

/** An entry in whose sum something is not finite has no radius: it is what IEEE arithmetic says. */
function ballsWithin<R extends string, C extends string>(
  sum: Sum<R, C>,
  arithmetic: Arithmetic | undefined,
): Balls<R, C> {
  const added = sum.added?.map(finite);
  const [left, right] = [sum.left.map(finite), sum.right.map(finite)];
  const tame = { ...sum, left, right, ...(added && { added }) };
  const bounds = arithmetic && radiusOf(tame, arithmetic);
  return certified(tame).map(({ mid, rad }, i, j) => {
    const colour = colourOf(sum, i, j);
    if (colour !== undefined) return { mid: colour, rad: 0 };
    const bound = bounds?.at(i, j) ?? 0;
    if (!Number.isFinite(bound + mid)) return { mid: finite(mid), rad: Number.POSITIVE_INFINITY };
    return { mid, rad: bounds === undefined ? rad : outward(bound + rad) };
  });
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The sum of the terms that are not finite because a factor is not; nothing, without one. */
function colourOf(
  { left, right, factor = 1, added }: Sum,
  i: number,
  j: number,
): number | undefined {
  let colour: number | undefined;
  const before = added?.at(i, j) ?? 0;
  if (!Number.isFinite(before)) colour = before;
  for (let p = 0; p < left.cols; p += 1) {
    const [a, b] = [left.at(i, p), right.at(p, j)];
    if (!Number.isFinite(a) || !Number.isFinite(b)) colour = (colour ?? 0) + factor * (a * b);
  }
  return colour;
}

function addend(
  dY: Matrix<'m', 'k'>,
  beta: number,
  arithmetic: Arithmetic | undefined,
): Balls<'m', 'k'> {
  const scaled = Balls.exact(dY).map(({ mid: entry }) => {
    const mid = beta * entry;
    if (!Number.isFinite(entry) || beta === 0 || mid / beta === entry) return { mid, rad: 0 };
    if (!Number.isFinite(mid)) return { mid: 0, rad: Number.POSITIVE_INFINITY };
    return { mid, rad: Number.MIN_VALUE }; // it lost what is below the smallest number
  });
  if (arithmetic === undefined) return scaled;
  const radii = addendRadii(dY, beta, arithmetic);
  return scaled.map(({ mid, rad }, i, j) => ({ mid, rad: outward(rad + radii.at(i, j)) }));
}
