import { Balls } from '../src/certified/balls.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { drawPermutation } from '../src/problem/draw/draw.ts';
import { agree, type Property } from '../src/property/property.ts';

/** At most this many one-hot gradients per problem: all of them up to 4×4. */
const most = 16;

/** dY = E_ij: only y_ij matters, so dX has only row i, which is W_jᵀ, and dW only column j. */
export const oneHot: Property = {
  id: 'one-hot',
  cites: 'step 2',
  equation: String.raw`\dY = E_{ij}\;\Rightarrow\; \dX = e_i\,W_j\T,\; \dW = X_i\T e_j\T`,
  statement: 'for dY = E_ij, dX is W_jᵀ in row i and dW is X_iᵀ in column j, and 0 elsewhere',
  wants: { volume: 512, extent: 16 },

  async *check({ problem, backward, draw }) {
    const { X, W } = problem;
    const cells = X.rows * W.cols;
    const all = Array.from({ length: cells }, (_, cell) => cell);
    for (const cell of cells <= most ? all : drawPermutation(draw, cells).slice(0, most)) {
      const [i, j] = [Math.floor(cell / W.cols), cell % W.cols];
      const dY = Matrix.of<'m', 'k'>([X.rows, W.cols], (r, c) => (r === i && c === j ? 1 : 0));
      const asked = { ...problem, dY };
      const { dX, dW } = await backward(asked);
      const rowOnly = X.map((_, r, c) => (r === i ? W.at(c, j) : 0));
      const columnOnly = W.map((_, r, c) => (c === j ? X.at(i, r) : 0));
      yield { ...agree(`dX for dY = E_${i},${j}`, dX, Balls.exact(rowOnly)), asked };
      yield { ...agree(`dW for dY = E_${i},${j}`, dW, Balls.exact(columnOnly)), asked };
    }
  },
};
