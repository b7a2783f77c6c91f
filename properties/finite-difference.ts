import { at } from '../src/at.ts';
import { exactly, times } from '../src/certified/ball.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { chance, type Draw, pick } from '../src/problem/draw/draw.ts';
import type { Problem } from '../src/problem/problem.ts';
import { gradientsOf } from '../src/property/gradients-of.ts';
import { agree, type Property, type Question } from '../src/property/property.ts';
import { rowSums, slope, stencilFor, timesVector } from '../src/property/stencil.ts';
import * as losses from '../src/reference/losses.ts';

/**
 * The definition: entry (i, j) of dX is ∂f/∂x_ij. For a polynomial loss of integer values the
 * difference is exact; for a transcendental one its error has a closed bound, not an estimate.
 */
export const finiteDifference: Property = {
  id: 'finite-difference',
  cites: 'definition',
  equation: String.raw`\dX_{ij} = \frac{\partial f(XW)}{\partial X_{ij}},\quad
    \dW_{jl} = \frac{\partial f(XW)}{\partial W_{jl}}`,
  statement: 'dX and dW are the differences of f(X·W), on the forward pass of the subject itself',
  makesWeights: true,
  needs: 'forward',
  wants: { extent: 7, volume: 72, kinds: ['tiny'] },

  async *check(question) {
    for (const loss of drawLosses(question)) {
      yield* differencesInX(question, loss);
      yield* differencesInW(question, loss);
    }
  },
};

/** Row i of Y depends on row i of X alone, so a step in column j of all rows gives column j of dX. */
async function* differencesInX(question: Question, loss: losses.Loss) {
  const { problem, format, forward } = question;
  const { X, W } = problem;
  const { dX, asked } = await gradientsOf(question, loss);
  const stencil = stencilFor(loss, format);
  for (let j = 0; j < X.cols; j += 1) {
    const V = Matrix.of<'m', 'k'>([X.rows, W.cols], (_, l) => W.at(j, l));
    const moved = (t: number) => X.map((x, _, column) => (column === j ? x + t : x));
    const slopes = await slope(loss, stencil, {
      V,
      forward: (t) => forward({ ...problem, X: moved(t) }),
    });
    const column = dX.column(j).scale(exactly(stencil.scale));
    yield { ...agree(`column ${j} of dX, ${loss.name}`, column, rowSums(slopes)), asked };
  }
}

/** A step b in row p of W moves every column of Y by its own x_ip·b_l: it gives row p of dW, or ⟨·, b⟩. */
async function* differencesInW(question: Question, loss: losses.Loss) {
  const { problem, format, forward, draw } = question;
  const { X, W } = problem;
  const { dW, asked } = await gradientsOf(question, loss);
  const stencil = stencilFor(loss, format);
  for (let p = 0; p < W.rows; p += 1) {
    const b = Array.from({ length: W.cols }, () => pick(draw, [-1, 1, 2]));
    const V = Matrix.of<'m', 'k'>([X.rows, W.cols], (i, l) => X.at(i, p) * at(b, l));
    const moved = (t: number) => W.map((w, row, l) => (row === p ? w + t * at(b, l) : w));
    const slopes = await slope(loss, stencil, {
      V,
      forward: (t) => forward({ ...problem, W: moved(t) }),
    });
    const row = dW.row(p).scale(exactly(stencil.scale));
    if (slopes.cols === W.cols) {
      const scaled = row.map((ball, _, l) => times(ball, exactly(at(b, l))));
      yield { ...agree(`row ${p} of dW, ${loss.name}`, scaled, rowSums(slopes.T).T), asked };
    } else {
      const whole = rowSums(rowSums(slopes).T);
      yield { ...agree(`⟨row ${p} of dW, b⟩, ${loss.name}`, timesVector(row, b), whole), asked };
    }
  }
}

/** A polynomial loss with small integer parameters and, on every second problem, another one. */
function drawLosses({ draw, problem }: Question): losses.Loss[] {
  const G = drawLike(draw, problem);
  const classes = Array.from({ length: G.rows }, () => draw.integer(0, G.cols - 1));
  const polynomial = pick(draw, [losses.linear, losses.squaredError, losses.cubic])(G);
  const others = [losses.sumOfTanh(G), losses.logSumExp, losses.crossEntropy(classes)];
  return chance(draw, 50) ? [polynomial, pick(draw, others)] : [polynomial];
}

function drawLike(draw: Draw, { X, W }: Problem): Matrix<'m', 'k'> {
  return Matrix.of([X.rows, W.cols], () => draw.integer(-2, 2));
}
