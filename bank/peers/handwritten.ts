import { allClose } from './all-close.ts';
import { naiveGradients } from './naive-product.ts';
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
    const gradients = await asked.backward();
    const right = naiveGradients(asked);
    return asked.inputs.every((name) => allClose(gradients[name], right[name](), defaults));
  },
});

const defaults = { rtol: 1e-5, atol: 1e-8 };
