import { Balls, stack } from '../certified/balls.ts';
import { scaledProduct } from '../certified/scaled-product.ts';
import type { Problem } from '../problem/problem.ts';
import { forwardSums, type Sum, sumsOf } from './sums-of.ts';

/** What dX (m×n) and dW (n×k) are, or what a subject says they are; radii are what may be off. */
export interface Gradients {
  readonly dX: Balls<'m', 'n'>;
  readonly dW: Balls<'n', 'k'>;
}

/** (1) and (2) for every member of a batch, summed where an operand is joined to several. */
export function rightGradients(problem: Problem): Gradients {
  const { dX = [], dW = [] } = sumsOf(problem, {});
  return { dX: stack(dX.map(certified)), dW: stack(dW.map(certified)) };
}

/** Y = X·W for every member of a batch. */
export function rightForward(problem: Pick<Problem, 'X' | 'W' | 'batch'>): Balls<'m', 'k'> {
  return stack(forwardSums(problem).map(certified));
}

/** One member, with the radius that its own computation leaves. */
export function certified<R extends string, C extends string>({
  left,
  right,
  factor = 1,
  added,
}: Sum<R, C>): Balls<R, C> {
  const product = scaledProduct(left, right, factor);
  return added === undefined ? product : product.plus(Balls.exact(added));
}
