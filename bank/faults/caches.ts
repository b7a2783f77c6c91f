/** Kernels and storage kept from earlier calls, from public reports. */
import { at } from '../../src/at.ts';
import { gemm, type Product } from '../engine/parts.ts';
import { get, type View } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { asDense, denseCopy, innerRange, isColumnMajor } from './fill-out.ts';
import { remembering } from './wrong-parts.ts';

/** The product with its inner extent cut down to whole blocks of 8. */
function withoutTail(product: Product): Product {
  return innerRange(product, 0, product.a.cols - (product.a.cols % 8));
}

export const caches: readonly Fault[] = [
  remembering(
    {
      name: 'grad-wrong-after-other-batch',
      story: 'a larger problem adds to what a smaller one left in storage of the same bucket',
      trigger: 'a call with fewer rows came before',
      caughtBy: 'history-independence',
      thread: 'https://github.com/pytorch/pytorch/issues/177116',
    },
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
    {
      name: 'shader-key-ignores-texshape',
      story: 'a kernel made for square results is found in the cache for others too',
      trigger: 'the first result was square, and this one is not',
      caughtBy: 'history-independence',
      thread: 'https://github.com/tensorflow/tfjs/issues/6478',
    },
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
    {
      name: 'tune-cache-overstates-alignment',
      story: 'a kernel tuned on an aligned extent is used on a nearly equal one that is not',
      trigger: 'an inner extent of a multiple of 8 came before a nearly equal one',
      caughtBy: 'history-independence',
      thread: 'https://github.com/tracel-ai/burn/issues/5352',
    },
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
    {
      name: 'program-cache-first-shape',
      story: 'the extents of the first call are compiled in, and later ones wrap around them',
      trigger: 'a call with a shorter inner extent came first',
      caughtBy: 'history-independence',
      thread: 'https://github.com/tenstorrent/tt-metal/issues/54138',
    },
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
  remembering(
    {
      name: 'fp8-scale-vs-cached-weight',
      story: 'quantised weights are kept from call to call, but their scale is computed anew',
      trigger: 'a W of the same shape came before',
      caughtBy: 'history-independence',
      thread: 'https://github.com/NVIDIA/TransformerEngine/pull/820',
    },
    () => {
      const quantised = new Map<string, View>();
      return {
        gemm: (product) => {
          const { b, of } = product;
          if (of !== 'dX') return gemm(product);
          const scale = 2 ** Math.floor(Math.log2(largest(b)));
          const key = `${b.rows} ${b.cols}`;
          const kept = quantised.get(key) ?? denseCopy(b, (value) => value / scale);
          quantised.set(key, kept);
          gemm({ ...product, b: denseCopy(kept, (value) => value * scale) });
        },
      };
    },
  ),
  remembering(
    {
      name: 'pipeline-key-incomplete',
      story: 'the layout that a kernel was compiled for is not part of the key that it is found by',
      trigger: 'the same shapes came before with another layout of dY',
      caughtBy: 'history-independence',
      thread: 'https://github.com/microsoft/onnxruntime/pull/32048',
    },
    () => {
      const compiled = new Map<string, boolean>();
      return {
        gemm: (product) => {
          const { a, b, of } = product;
          if (of !== 'dX') return gemm(product);
          const key = `${a.rows} ${a.cols} ${b.cols}`;
          const byColumns = compiled.get(key) ?? isColumnMajor(a);
          compiled.set(key, byColumns);
          if (byColumns === isColumnMajor(a)) gemm(product);
          else
            gemm({
              ...product,
              a: byColumns ? { ...a, rowStride: 1, colStride: a.rows } : asDense(a),
            });
        },
      };
    },
  ),
];

function largest(view: View): number {
  let most = 0;
  for (let i = 0; i < view.rows; i += 1) {
    for (let j = 0; j < view.cols; j += 1) most = Math.max(most, Math.abs(get(view, i, j)));
  }
  return most || 1;
}
