import { Matrix } from '../../src/matrix/matrix.ts';
import { allClose } from './all-close.ts';
import { peerOf } from './peer.ts';
import { usualProblems } from './usual-problems.ts';

/**
 * The test that most people write: dX and dW must be close, by the defaults of `numpy.allclose`, to
 * three nested loops, for normal random X, W and dY at three shapes. The loops run in float64.
 */
export const handwritten = peerOf({
  name: 'hand-written test',
  source: 'https://numpy.org/doc/stable/reference/generated/numpy.allclose.html',
  usual: usualProblems,
  needsForward: false,
  // Nobody writes one for batches: above every limit, it cannot be asked.
  calls: ({ problem }) => (problem.batch === undefined ? 1 : Number.POSITIVE_INFINITY),
  accepts: async (asked) => {
    const { X, W, dY } = asked.problem;
    const gradients = await asked.backward();
    const right = { X: () => naiveProduct(dY, W.T), W: () => naiveProduct(X.T, dY) };
    return asked.inputs.every((name) => allClose(gradients[name], right[name](), defaults));
  },
});

const defaults = { rtol: 1e-5, atol: 1e-8 };

/** Its own, like everybody's: a checker that used ours would check ours. */
function naiveProduct(a: Matrix, b: Matrix): Float64Array {
  return Matrix.of([a.rows, b.cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < a.cols; p += 1) total += a.at(i, p) * b.at(p, j);
    return total;
  }).toArray();
}
