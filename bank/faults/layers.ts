/** Linear layers that hold their weight as k×n, and take it for another; from public reports. */
import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Operand } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { asHeld, asMultiplied, heldLayer } from '../engine/held-layer.ts';
import { subjectOf } from '../engine/subject-of.ts';
import { tensorOf, transposeTensor } from '../engine/view.ts';
import type { About, Fault } from './fault.ts';
import { type Right, wrongWhole } from './wrong-parts.ts';

/** The right formulas of plain matrices, but for what W, k×n, is taken for, n×k, in Y or in dX; or dW. */
interface Wrong {
  readonly forY?: (W: Matrix) => Matrix;
  readonly forX?: (W: Matrix) => Matrix;
  readonly held?: (dW: Matrix) => Matrix;
}

const transposed = (matrix: Matrix): Matrix => matrix.T;

function wrongLayer(about: About, wrong: Wrong): Fault {
  const { forY = transposed, forX = transposed, held = transposed } = wrong;
  return {
    ...about,
    numberFormat: 'float64',
    claims: { weight: 'out×in' },
    backward: ({ X, W, dY }) => ({
      dX: toAnswer(multiply<string, string, string>(toMatrix(dY), forX(toMatrix(W)).T)),
      dW: toAnswer(held(multiply(toMatrix<'m', 'n'>(X).T, toMatrix<'m', 'k'>(dY)))),
    }),
    forward: ({ X, W }) =>
      toAnswer(multiply<string, string, string>(toMatrix(X), forY(toMatrix(W)))),
  };
}

/** A fault of a layer that claims everything. */
function wrongHeld(about: About, wrong: (W: Operand) => Operand): Fault {
  const right = wrongWhole(about, (given, backward: Right) =>
    asHeld(given, backward(asMultiplied({ ...given, W: wrong(given.W) }))),
  );
  const { forward, record } = heldLayer(subjectOf(about.name));
  return {
    ...right,
    claims: { ...right.claims, weight: 'out×in' },
    ...(forward && { forward }),
    ...(record && { record }),
  };
}

const unlessSquare = (W: Matrix): Matrix => (W.rows === W.cols ? W : W.T);

/** The entries of a matrix in their order, as one of the transposed shape. */
const reread = (W: Matrix): Matrix => Matrix.over(W.cols, W.rows, W.toArray());

/** Not row-major. */
function isView({ strides, shape }: Operand): boolean {
  return strides !== undefined && strides.at(-1) !== 1 && (shape.at(-1) ?? 0) > 1;
}

export const layers: readonly Fault[] = [
  wrongLayer(
    {
      name: 'transpose-skipped-when-square',
      story: 'the weight is transposed only where its shape says that it has not been',
      trigger: 'n = k, and W is not symmetric',
      caughtBy: 'equation-1',
      thread: 'https://github.com/vllm-project/vllm/pull/44113',
    },
    { forX: unlessSquare, forY: unlessSquare },
  ),
  wrongHeld(
    {
      name: 'square-weight-told-by-contiguity',
      story: 'of a square weight its strides are to tell whether it has been transposed',
      trigger: 'n = k, and the rows of W are not contiguous',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/vllm-project/vllm/pull/41689',
    },
    (W) => {
      const isSquare = W.shape.length === 2 && W.shape[0] === W.shape[1];
      return isSquare && isView(W) ? transposeTensor(tensorOf(W)) : W;
    },
  ),
  wrongLayer(
    {
      name: 'weight-sizes-as-if-transposed',
      story: 'for dX the weight is not transposed, but its sizes are swapped as if it were',
      trigger: 'n > 1 and k > 1',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pulp-platform/pulp-trainlib/issues/3',
    },
    { forX: reread },
  ),
  wrongLayer(
    {
      name: 'importer-forgets-to-transpose',
      story: 'the forward pass of an imported layer multiplies by the weight as it is stored',
      trigger: 'n = k, and W is not symmetric: elsewhere shapes do not fit',
      caughtBy: 'forward-product',
      thread: 'https://github.com/apache/tvm/pull/8622',
    },
    { forY: unlessSquare },
  ),
  wrongLayer(
    {
      name: 'weight-deltas-transposed',
      story: 'updates of the weight are written in columns that should be rows',
      trigger: 'n > 1 and k > 1',
      caughtBy: 'equation-2',
      thread: 'https://github.com/iamtrask/Grokking-Deep-Learning/pull/22',
    },
    { held: reread },
  ),
];

/** Not from a report: only where W is square, so that no shape gives it away. */
export const plantedLayers: readonly Fault[] = [
  wrongLayer(
    {
      name: 'planted-layer-dw-square',
      story: 'the gradient of the weight is given as in×out where that is out×in, too',
      trigger: 'n = k, and dW is not symmetric',
      caughtBy: 'equation-2',
    },
    { held: (dW) => (dW.rows === dW.cols ? dW : dW.T) },
  ),
];
