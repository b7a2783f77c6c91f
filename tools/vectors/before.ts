import { seedFor } from '../../src/gate/run/replay.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { Problem } from '../../src/problem/problem.ts';

/** Small whole numbers that are there before gradients are added. */
export function before({ X, W }: Problem, id: string): { dX: Problem['X']; dW: Problem['W'] } {
  const draw = drawFrom(seedFor(3, id));
  return { dX: X.map(() => draw.integer(-3, 3)), dW: W.map(() => draw.integer(-3, 3)) };
}
