import type { Subject } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { type Draw, drawFrom } from '../../src/problem/draw/draw.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Shape } from '../../src/problem/shape.ts';

/**
 * Three shapes that people really check a product at:
 * 3×2·2×4 in TensorFlow's first gradient test of matmul
 * (https://github.com/tensorflow/tensorflow/blob/00ccdc58e11b8a6554c99ca113ee95787bcba677/tensorflow/python/kernel_tests/matmul_op_test.py),
 * 5×10·10×5, the one plain matrix product among PyTorch's samples for matmul (`sample_inputs_matmul`,
 * https://github.com/pytorch/pytorch/blob/main/torch/testing/_internal/common_methods_invocations.py),
 * 20×20·20×30 in PyTorch's note on custom functions
 * (https://github.com/pytorch/pytorch/blob/main/docs/source/notes/extending.rst).
 */
export const usualShapes: readonly Shape[] = [
  { m: 3, n: 2, k: 4 },
  { m: 5, n: 10, k: 5 },
  { m: 20, n: 20, k: 30 },
];

/** X, W and dY from the standard normal distribution, as `randn` gives them, at the usual shapes. */
export function* usualProblems({ numberFormat }: Subject, seed: number): Generator<Problem> {
  const draw = drawFrom(seed);
  const entry = () => round(normal(draw), formats[numberFormat]);
  for (const shape of usualShapes) yield problemOf(shape, entry, seed);
}

/** A problem with entries from `entry`, in the order X, W, dY. */
export function problemOf({ m, n, k }: Shape, entry: () => number, salt: number): Problem {
  return {
    X: Matrix.of([m, n], entry),
    W: Matrix.of([n, k], entry),
    dY: Matrix.of([m, k], entry),
    salt,
  };
}

/** One standard normal number, by Box and Muller's formula. */
export function normal(draw: Draw): number {
  const [u, v] = [uniform(draw), uniform(draw)];
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** Above 0, so that it has a logarithm, and at most 1. */
function uniform(draw: Draw): number {
  return draw.integer(1, 2 ** 31) / 2 ** 31;
}
