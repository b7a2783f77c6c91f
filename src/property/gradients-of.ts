import { Balls } from '../certified/balls.ts';
import { magnitudeProduct } from '../certified/certified-product.ts';
import { outward } from '../certified/error-free.ts';
import { nearest } from '../number/round.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import type { Loss } from '../reference/losses.ts';
import type { Question } from './property.ts';

/**
 * The subject's gradients of f(X·W). A subject takes ∂f/∂Y only as numbers of its format; what
 * rounding it (and computing it) may have changed in dX and dW is added to their radii.
 */
export async function gradientsOf(
  { problem, formats, forward, backward }: Question,
  loss: Loss,
): Promise<Gradients & { readonly asked: Problem }> {
  const upstream = loss.gradient(await forward(problem));
  const dY = upstream.mid.map((value) => nearest(value, formats.dY));
  const off = upstream.rad.map((rad, i, j) =>
    outward(rad + Math.abs(upstream.mid.at(i, j) - dY.at(i, j))),
  );
  const asked = { ...problem, dY };
  const { dX, dW } = await backward(asked);
  return {
    asked,
    dX: widen(dX, magnitudeProduct(off, problem.W.T)),
    dW: widen(dW, magnitudeProduct(problem.X.T, off)),
  };
}

function widen<R extends string, C extends string>(
  balls: Balls<R, C>,
  by: Balls<R, C>['rad'],
): Balls<R, C> {
  return new Balls(
    balls.mid,
    balls.rad.map((rad, i, j) => outward(rad + by.at(i, j))),
  );
}
