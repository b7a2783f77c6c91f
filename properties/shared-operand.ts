import { certifiedProduct } from '../src/certified/certified-product.ts';
import { sharedFactors } from '../src/problem/derive/factors.ts';
import { type Problem, shapeOf } from '../src/problem/problem.ts';
import { agree, type Property, type Question } from '../src/property/property.ts';

/** A variable that is used twice has two contributions to its gradient. */
export const sharedOperand: Property = {
  id: 'shared-operand',
  cites: 'definition',
  equation: String.raw`Y = X X:\quad \dX = \dY\,X\T + X\T\,\dY`,
  statement: 'the gradient of X·X is dY·Xᵀ + Xᵀ·dY, and that of X·Xᵀ is (dY + dYᵀ)·X',
  makesWeights: true,
  gradients: ['dX'],
  needs: 'sharedOperand',
  wants: { square: true, moves: true },

  async *check({ problem, ask }) {
    const { m, n, k } = shapeOf(problem);
    if (m === k) yield* whole(ask, problem, 'X·Xᵀ');
    if (m === n && n === k) yield* whole(ask, problem, 'X·X');
  },
};

async function* whole(ask: Question['ask'], problem: Problem, shared: 'X·X' | 'X·Xᵀ') {
  const { X } = problem;
  // SAFETY: where X has the right extents it is a W; only the names of its axes differ.
  const W = (shared === 'X·X' ? X : X.T) as unknown as Problem['W'];
  const asked = { ...problem, W };
  const { dX } = await ask(asked, { shared });
  const [sum] = sharedFactors(asked, shared).dX;
  if (sum)
    yield {
      ...agree(`the gradient of ${shared}`, dX, certifiedProduct(sum.left, sum.right)),
      asked,
    };
}
