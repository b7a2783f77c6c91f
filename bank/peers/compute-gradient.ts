import type { Subject } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { allClose } from './all-close.ts';
import { analyticalJacobians, numericalJacobian } from './jacobian.ts';
import { peerOf } from './peer.ts';
import { normal, problemOf } from './usual-problems.ts';

/**
 * TensorFlow's `compute_gradient` as its own gradient test of matmul uses it: the theoretical
 * Jacobian (by one-hot dY) and the numerical one (by central differences) agree entry by entry
 * (`assertAllClose`), first those of X, then those of W, with step ε^(1/3) and 20 times that as
 * absolute and relative tolerance, ε being the distance from 1 to the next number of the format.
 * https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/kernel_tests/math_ops/matmul_op_test.py
 *
 * `compute_gradient` itself judges nothing, so the rule is that of a test; other tests keep its own
 * step, 1e-3, and compare its `max_error` with a bound picked by hand. Left out: complex and sparse
 * gradients. The original skips float16; it is asked here all the same.
 */
export const computeGradient = peerOf({
  name: 'TensorFlow compute_gradient',
  source:
    'https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/ops/gradient_checker_v2.py',
  usual: matmulTests,
  needsForward: true,
  calls: ({ X, W, dY }) => 2 * (X.size + W.size) + dY.size,
  accepts: async (asked) => {
    const step = Math.cbrt(2 * formats[asked.format].unitRoundoff);
    const tolerance = { atol: 20 * step, rtol: 20 * step };
    const theoretical = await analyticalJacobians(asked);
    for (const name of asked.inputs) {
      const numerical = await numericalJacobian(asked, name, step);
      if (!allClose(theoretical[name], numerical, tolerance)) return false;
    }
    return true;
  },
});

/** That test's inputs: all m, n and k of 1, 3 and 5, entries normal with mean −5 and deviation 5. */
function* matmulTests({ numberFormat }: Subject, seed: number): Generator<Problem> {
  const draw = drawFrom(seed);
  const entry = () => round(5 * normal(draw) - 5, formats[numberFormat]);
  const extents = [1, 3, 5];
  for (const m of extents) {
    for (const n of extents) {
      for (const k of extents) yield problemOf({ m, n, k }, entry, seed);
    }
  }
}
