import type { Ball } from '../certified/ball.ts';
import { magnitudeProduct } from '../certified/certified-product.ts';
import { below } from '../matrix/below.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';
import type { Arithmetic } from './arithmetic.ts';
import { exactSign } from './exact-product.ts';
import { radiusOf } from './radius-of.ts';
import { certified } from './right-gradients.ts';
import { forwardSums, type Sum, type Sums, sumsOf, type Terms } from './sums-of.ts';

/** What of dY goes on to X and W, as dZ = dY ⊙ φ'(Z) of Y = φ(Z), Z = X·W. */
export interface Through {
  /** The problem with dZ in the place of dY; all of dY that may go on, where that is open. */
  readonly problem: Problem;
  /** The entries of it that may not go on, and 0; left out where there are none. */
  readonly open?: Matrix<'m', 'k'>;
}

/**
 * Of relu, dY goes on where Z is above 0. Where a right Z is rounded, its sign is known only if it is
 * farther from 0 than it may be off, and than what is stored as 0: elsewhere both are right. Without an
 * arithmetic, the sign is that of the true product. Without an epilogue, all of dY goes on.
 */
export function through(
  problem: Problem,
  { epilogue, isEitherAtZero = false }: Terms,
  arithmetic: Arithmetic | undefined,
): Through {
  if (epilogue === undefined) return { problem };
  const passes = below(forwardSums(problem).map((sum) => passesOf(sum, arithmetic)));
  const isOpen = (i: number, j: number): boolean => {
    const way = passes.at(i, j);
    return way === ways.open || (way === ways.atZero && isEitherAtZero);
  };
  const { dY } = problem;
  const goesOn = dY.map((entry, i, j) => (passes.at(i, j) === ways.on || isOpen(i, j) ? entry : 0));
  const open = dY.map((entry, i, j) => (isOpen(i, j) ? entry : 0));
  const asked = { ...problem, dY: goesOn };
  return open.toArray().every((entry) => entry === 0)
    ? { problem: asked }
    : { problem: asked, open };
}

/** What becomes of an entry of dY: it goes on, it does not, Z is exactly 0, or nobody knows. */
const ways = { on: 1, off: 2, atZero: 3, open: 4 } as const;

function passesOf(sum: Sum<'m', 'k'>, arithmetic: Arithmetic | undefined): Matrix<'m', 'k'> {
  const Z = certified(sum);
  if (arithmetic === undefined) {
    return Z.mid.map((mid, i, j) =>
      wayOf(Math.abs(mid) > Z.rad.at(i, j) ? mid : exactSign(sum, i, j)),
    );
  }
  const radii = radiusOf(sum, arithmetic);
  const { smallest } = arithmetic.throughout;
  return Z.mid.map((mid, i, j) => {
    const [rad, off] = [Z.rad.at(i, j), radii.at(i, j)];
    if (rad + off === 0) return wayOf(mid);
    return isFarFromZero({ mid, rad }, off + 2 * smallest) ? wayOf(mid) : ways.open;
  });
}

function isFarFromZero({ mid, rad }: Ball, by: number): boolean {
  // Above what rounding these few sums may lose.
  return Math.abs(mid) > (rad + by) * (1 + 2 ** -50) && Math.abs(mid) < Number.POSITIVE_INFINITY;
}

function wayOf(sign: number): number {
  if (sign === 0) return ways.atZero;
  return sign > 0 ? ways.on : ways.off;
}

/** How far the open entries may move each answer that is summed. */
export function openRadii({ problem, open }: Through, terms: Terms): OpenRadii {
  if (open === undefined) return {};
  const { prior: _, ...plain } = terms;
  const { dX, dW, db } = sumsOf({ ...problem, dY: open }, plain);
  return {
    ...(dX && { dX: magnitudes(dX) }),
    ...(dW && { dW: magnitudes(dW) }),
    ...(db && { db: magnitudes(db) }),
  };
}

/** Left out where nothing is open, or not wanted. */
export type OpenRadii = {
  readonly [Name in keyof Sums]?: Required<Sums>[Name] extends readonly Sum<infer R, infer C>[]
    ? Matrix<R, C>
    : never;
};

function magnitudes<R extends string, C extends string>(sums: readonly Sum<R, C>[]): Matrix<R, C> {
  return below(sums.map(({ left, right }) => magnitudeProduct(left, right)));
}
