/** Rows whose bits depend on the other rows, though they are said not to; from public reports. */
import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { type About, type Fault, multiplyReversed, wrongBackward } from './fault.ts';

type Product = (a: Matrix, b: Matrix) => Matrix;

/** It claims that bits do not depend on m; Y and dX are these products of X·W and dY·Wᵀ. */
function claiming(
  about: Omit<About, 'caughtBy'>,
  { Y = multiply, dX = multiply }: { readonly Y?: Product; readonly dX?: Product },
): Fault {
  const backward = wrongBackward({ ...about, caughtBy: 'batch-invariance' }, ({ X, W, dY }) => ({
    dX: dX(dY, W.T),
    dW: multiply(X.T, dY),
  }));
  return {
    ...backward,
    claims: { deterministic: true, batchInvariant: true },
    forward: ({ X, W }) => toAnswer(Y(toMatrix(X), toMatrix(W))),
  };
}

/** Y and dX by the same product. */
function both(about: Omit<About, 'caughtBy'>, product: Product): Fault {
  return claiming(about, { Y: product, dX: product });
}

/** The inner extent in so many parts, whose sums are added. */
function inParts(a: Matrix, b: Matrix, parts: number): Matrix {
  const size = Math.ceil(a.cols / parts);
  const sums = Array.from({ length: Math.ceil(a.cols / size) }, (_, part) => {
    const to = Math.min(a.cols, part * size + size);
    return multiply(a.columnRange(part * size, to), b.rowRange(part * size, to));
  });
  return Matrix.of([a.rows, b.cols], (i, j) => sums.reduce((sum, part) => sum + part.at(i, j), 0));
}

export const company: readonly Fault[] = [
  both(
    {
      name: 'split-k-by-token-count',
      story: 'the fewer the rows, the more parts the inner extent is split in',
      trigger: 'm < 16, and rounded sums of three terms or more',
      thread: 'https://github.com/pegainfer-project/pegainfer/issues/414',
    },
    (a, b) => inParts(a, b, Math.max(1, Math.floor(16 / a.rows))),
  ),
  both(
    {
      name: 'persistent-kernel-at-power-of-two',
      story: 'where the inner extent is a power of two, few rows are summed in another order',
      trigger: 'm ≤ 8, an inner extent of 4, 8, 16, …, and rounded sums',
      thread: 'https://github.com/vllm-project/vllm/issues/55131',
    },
    (a, b) => {
      const isPower = a.cols >= 4 && Number.isInteger(Math.log2(a.cols));
      return isPower && a.rows <= 8 ? inParts(a, b, 2) : multiply(a, b);
    },
  ),
  both(
    {
      name: 'linear-one-row-gemv',
      story: 'one row alone goes to the kernel for a vector',
      trigger: 'm = 1, and rounded sums of three terms or more',
      thread: 'https://github.com/pytorch/pytorch/issues/136338',
    },
    (a, b) => (a.rows === 1 ? multiplyReversed(a, b) : multiply(a, b)),
  ),
  both(
    {
      name: 'mul-mat-n5-n8',
      story: 'five rows and eight rows have kernels of their own',
      trigger: 'm = 5 or m = 8, and rounded sums of three terms or more',
      thread: 'https://github.com/ggml-org/llama.cpp/issues/28111',
    },
    (a, b) => (a.rows === 5 || a.rows === 8 ? multiplyReversed(a, b) : multiply(a, b)),
  ),
  both(
    {
      name: 'lanes-not-symmetric',
      story: 'the last row of every tile of four is summed in another order than the others',
      trigger: 'm ≥ 4, and rounded sums of three terms or more',
      thread: 'https://github.com/pytorch/pytorch/issues/192420',
    },
    (a, b) => {
      const last = multiplyReversed(a, b);
      return multiply(a, b).map((value, i, j) => (i % 4 === 3 ? last.at(i, j) : value));
    },
  ),
  claiming(
    {
      name: 'forward-plan-by-rows',
      story: 'the plan of the forward pass is chosen by all extents, m too',
      trigger: 'm > 16, and rounded sums of three terms or more in Y',
      thread: 'https://github.com/NVIDIA/TransformerEngine/issues/2986',
    },
    { Y: (a, b) => (a.rows > 16 ? inParts(a, b, 2) : multiply(a, b)) },
  ),
  claiming(
    {
      name: 'backward-reduction-drifts',
      story: 'the forward pass keeps its order of summation for any m, the backward pass does not',
      trigger: 'm is even, and rounded sums of three terms or more in dX',
      thread: 'https://github.com/RL-Align/RL-Kernel/issues/153',
    },
    { dX: (a, b) => (a.rows % 2 === 0 ? multiplyReversed(a, b) : multiply(a, b)) },
  ),
];
