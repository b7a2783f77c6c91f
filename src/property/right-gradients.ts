import type { Gradients } from '../call/border.ts';
import { type Balls, stack } from '../certified/balls.ts';
import { certifiedProduct } from '../certified/certified-product.ts';
import { type Factors, factorsOf, forwardFactors } from '../problem/derive/factors.ts';
import type { Problem } from '../problem/problem.ts';

/** (1) and (2) for every member of a batch, summed where an operand is joined to several. */
export function rightGradients(problem: Problem): Gradients {
  const { dX, dW } = factorsOf(problem);
  return { dX: stack(dX.map(product)), dW: stack(dW.map(product)) };
}

/** Y = X·W for every member of a batch. */
export function rightForward(problem: Pick<Problem, 'X' | 'W' | 'batch'>): Balls<'m', 'k'> {
  return stack(forwardFactors(problem).map(product));
}

function product<R extends string, C extends string>({ left, right }: Factors<R, C>): Balls<R, C> {
  return certifiedProduct(left, right);
}
