import type { Variant } from '../src/call/variant.ts';
import { exactly } from '../src/certified/ball.ts';
import { Balls } from '../src/certified/balls.ts';
import { certifiedProduct } from '../src/certified/certified-product.ts';
import { pick } from '../src/problem/draw/draw.ts';
import { agree, type Property, type Question } from '../src/property/property.ts';

/** Powers of two and 0, by which nothing is rounded. */
const factors = [0, 1, -1, 2, 0.5];

/** Y = α·X·W + β·C: the factors come out of the derivative. */
export const scaling: Property = {
  id: 'scaling',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dX = \alpha\,\dY\,W\T,\quad \dW = \alpha\,X\T \dY,\quad \dC = \beta\,\dY`,
  statement: 'for Y = α·X·W + β·C, dX = α·dY·Wᵀ, dW = α·Xᵀ·dY and dC = β·dY',
  needs: 'scaling',

  async *check(question) {
    const { claims, draw } = question;
    const [alpha, beta] = [pick(draw, factors), pick(draw, factors)];
    yield* scaled(question, { alpha, beta });
    // As gemm has them: flags and factors in one call.
    if (claims.transposeFlags) yield* scaled(question, { alpha, beta, ...pick(draw, flags) });
  },
};

const flags: readonly Variant[] = [
  { transX: true },
  { transW: true },
  { transX: true, transW: true },
];

async function* scaled(
  { problem, ask }: Question,
  variant: Variant & { readonly alpha: number; readonly beta: number },
) {
  const { X, W, dY } = problem;
  const { alpha, beta, ...turned } = variant;
  const { dX, dW, dC } = await ask(problem, variant);
  const by = exactly(alpha);
  const how = [`α = ${alpha}`, `β = ${beta}`, ...Object.keys(turned)].join(', ');
  yield agree(`dX, ${how}`, dX, certifiedProduct(dY, W.T).scale(by));
  yield agree(`dW, ${how}`, dW, certifiedProduct(X.T, dY).scale(by));
  yield agree(`dC, ${how}`, dC, Balls.exact(dY.map((value) => beta * value)));
}
