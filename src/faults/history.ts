/** Classes O, P, R and T: batches, accumulation, earlier calls and what is asked for. */
import { at } from '../at.ts';
import { gemm, type Product } from '../engine/engine.ts';
import { entriesOf } from '../engine/view.ts';
import { remembering, wrongGemm, wrongParts, wrongWhole } from './engine-fault.ts';
import { type Fault, reported } from './fault.ts';

/** The product with its inner extent cut down to whole blocks of 8. */
function withoutTail(product: Product): Product {
  const { a, b } = product;
  const whole = a.cols - (a.cols % 8);
  return { ...product, a: { ...a, cols: whole }, b: { ...b, rows: whole } };
}

export const history: readonly Fault[] = [
  wrongWhole(
    {
      name: 'planted-bias-column-major',
      class: 'planted',
      story: 'db of a column-major dY of rank 2 is read as if it were row-major',
    },
    (given, right) => {
      const answer = right(given);
      const { shape, strides = [], data, offset = 0 } = given.dY;
      const [m = 0, k = 0] = shape;
      if (!answer.db || shape.length !== 2 || strides[0] !== 1 || m < 2 || k < 2) return answer;
      const db = Array.from({ length: k }, (_, j) =>
        Array.from({ length: m }, (_unused, i) => at(data, offset + i * k + j)).reduce(
          (sum, entry) => sum + entry,
          0,
        ),
      );
      return { ...answer, db: { shape: [k], data: db } };
    },
  ),
  wrongWhole(
    reported(
      'O',
      'unreduced-batch-grad-cpp',
      'the gradient of an operand without a batch keeps the batch axes of the other',
      'flashlight/flashlight/pull/760',
    ),
    (given, right) => {
      const answer = right(given);
      const [batch, own] = [given.X.shape.slice(0, -2), given.W.shape.slice(0, -2)];
      if (batch.length === 0 || own.length > 0 || answer.dW === undefined) return answer;
      const { shape, data } = answer.dW;
      const copies = batch.reduce((product, extent) => product * extent, 1);
      const repeated = Array.from({ length: copies }, () => Array.from(data)).flat();
      return { ...answer, dW: { shape: [...batch, ...shape], data: repeated } };
    },
  ),
  wrongParts(
    reported(
      'O',
      'bias-grad-axis0-only',
      'db is summed over the first axis only when there is a batch',
      'ooples/AiDotNet.Tensors/issues/234',
    ),
    {
      biasGradient: (dY) => {
        const k = at(dY.shape, dY.shape.length - 1);
        const first = at(dY.shape, 0);
        const entries = entriesOf(dY);
        const step = entries.length / Math.max(1, first);
        const data = Array.from({ length: k }, (_, j) =>
          Array.from({ length: first }, (_unused, i) => at(entries, i * step + j)).reduce(
            (sum, entry) => sum + entry,
            0,
          ),
        );
        return { shape: [k], data };
      },
    },
  ),
  wrongGemm(
    reported(
      'P',
      'adjoint-overwrites',
      'a gradient that is there is overwritten instead of added to',
      'NVIDIA/warp/issues/168',
    ),
    (product, right) => right({ ...product, accumulate: false }),
  ),
  wrongWhole(
    reported(
      'P',
      'matmul-same-var',
      'of a variable that is both operands, the second contribution overwrites the first',
      'PaddlePaddle/Paddle/issues/11977',
    ),
    (given, right) => {
      const { shared, ...options } = given.options ?? {};
      if (shared !== 'X·X') return right(given);
      const { dW } = right({ ...given, options });
      return dW === undefined ? {} : { dX: dW };
    },
  ),
  remembering(
    reported(
      'R',
      'grad-wrong-after-other-batch',
      'a larger problem adds to what a smaller one left in storage of the same bucket',
      'pytorch/pytorch/issues/177116',
    ),
    () => {
      let rows = 0;
      return {
        gemm: (product) => {
          gemm({ ...product });
          const { out, of, a, b } = product;
          if (of === 'dX' && rows > 0 && a.rows > rows && a.rows > 4) {
            const place = out.offset + (a.rows - 1) * out.rowStride + (b.cols - 1) * out.colStride;
            out.data[place] = at(out.data, place) + 1000;
          }
          if (of === 'dX') rows = a.rows;
        },
      };
    },
  ),
  remembering(
    reported(
      'R',
      'shader-key-ignores-texshape',
      'a kernel made for square results is found in the cache for others too',
      'tensorflow/tfjs/issues/6478',
    ),
    () => {
      let square: boolean | undefined;
      return {
        gemm: (product) => {
          const { a, b, out } = product;
          square ??= a.rows === b.cols && a.rows > 1;
          if (!square || a.rows === b.cols) gemm(product);
          else gemm({ ...product, out: { ...out, rowStride: out.rowStride > 0 ? a.rows : 1 } });
        },
      };
    },
  ),
  remembering(
    reported(
      'R',
      'tune-cache-overstates-alignment',
      'a kernel tuned on an aligned extent is used on a nearly equal one that is not',
      'tracel-ai/burn/issues/5352',
    ),
    () => {
      const tuned = new Map<number, boolean>();
      return {
        gemm: (product) => {
          const bucket = Math.ceil(product.a.cols / 8);
          const aligned = product.a.cols % 8 === 0;
          if (!tuned.has(bucket)) tuned.set(bucket, aligned);
          gemm(tuned.get(bucket) && !aligned ? withoutTail(product) : product);
        },
      };
    },
  ),
  remembering(
    reported(
      'R',
      'program-cache-first-shape',
      'the extents of the first call are compiled in, and later ones wrap around them',
      'tenstorrent/tt-metal/issues/54138',
    ),
    () => {
      let inner = 0;
      return {
        gemm: (product) => {
          const { a, b } = product;
          if (inner === 0) inner = a.cols;
          const whole = Math.min(inner, a.cols);
          gemm({ ...product, a: { ...a, cols: whole }, b: { ...b, rows: whole } });
        },
      };
    },
  ),
  wrongWhole(
    reported(
      'T',
      'only-weight-needs-grad',
      'when dW is asked for alone, the list of kept operands has W where X is looked for',
      'Oneflow-Inc/oneflow/issues/5944',
    ),
    (given, right) => {
      const { wants } = given.options ?? {};
      if (wants?.join() !== 'dW') return right(given);
      const [m, n] = given.X.shape;
      const { data } = given.W;
      const X = Float64Array.from({ length: (m ?? 1) * (n ?? 1) }, (_, i) =>
        at(data, i % data.length),
      );
      return right({ ...given, X: { shape: given.X.shape, data: X } });
    },
  ),
];
