import { restrict } from '../src/problem/derive/restrict.ts';
import { drawPermutation } from '../src/problem/draw/draw.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Nothing depends on the order of rows, columns or inner indices. */
export const permutationEquivariance: Property = {
  id: 'permutation-equivariance',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dX(\Pi\,\dY) = \Pi\,\dX(\dY)`,
  statement: 'permuting m, n and k permutes the rows and columns of dX and dW, and nothing else',
  makesWeights: true,

  async *check({ problem, backward, draw }) {
    const plain = await backward(problem);
    const m = drawPermutation(draw, problem.X.rows);
    const n = drawPermutation(draw, problem.X.cols);
    const k = drawPermutation(draw, problem.W.cols);
    const shuffled = restrict(restrict(restrict(problem, 'm', m), 'n', n), 'k', k);
    const { dX, dW } = await backward(shuffled);
    yield agree('dX, permuted', dX, plain.dX.pickRows(m).pickColumns(n));
    yield agree('dW, permuted', dW, plain.dW.pickRows(n).pickColumns(k));
  },
};
