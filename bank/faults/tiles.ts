/** Tile edges and remainders, from public reports; tiles are scaled down. */
import { at } from '../../src/at.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { altered, type Fault, wrongBackward, wrongProduct } from './fault.ts';

/** A·B with entry (i, p) of A and (p, j) of B read through other index arithmetic. */
function readThrough(
  { rows, inner, cols }: { rows: number; inner: number; cols: number },
  left: (i: number, p: number) => number,
  right: (p: number, j: number) => number,
): Matrix {
  return Matrix.of([rows, cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < inner; p += 1) total += left(i, p) * right(p, j);
    return total;
  });
}

function roundUp(value: number, tile: number): number {
  return Math.ceil(value / tile) * tile;
}

export const tiles: readonly Fault[] = [
  wrongProduct(
    {
      name: 'm-not-mult-16',
      story: 'rows after the last whole tile keep the previous tile',
      trigger: 'm is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/NVIDIA/Fuser/issues/3963',
    },
    (a, b) => {
      const product = multiply(a, b);
      const whole = Math.floor(a.rows / 4) * 4;
      return product.map((value, i, j) => (i < whole ? value : i < 4 ? 0 : product.at(i - 4, j)));
    },
  ),
  wrongProduct(
    {
      name: 'unmasked-tail-reads-neighbour',
      story: 'the inner tail is not masked and reads what lies behind',
      trigger: 'the inner extent is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/triton-lang/triton/issues/187',
    },
    (a, b) => {
      const [left, right] = [a.toArray(), b.toArray()];
      return readThrough(
        { rows: a.rows, inner: roundUp(a.cols, 4), cols: b.cols },
        (i, p) => at(left, i * a.cols + p),
        (p, j) => (p < b.rows ? b.at(p, j) : at(right, j)),
      );
    },
  ),
  wrongBackward(
    {
      name: 'transA-ne-transB-N-7-11-15',
      story: 'the last column is 0 when one operand is transposed',
      trigger: 'n or k is 3 more than a multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/clMathLibraries/clBLAS/issues/246',
    },
    ({ X, W, dY }) => ({
      dX: altered(dY, W.T, (v, _, j) => (W.rows % 4 === 3 && j === W.rows - 1 ? 0 : v)),
      dW: altered(X.T, dY, (v, _, j) => (W.cols % 4 === 3 && j === W.cols - 1 ? 0 : v)),
    }),
  ),
  wrongProduct(
    {
      name: 'hgemm-odd-last',
      story: 'with odd rows, the last repeats the one before',
      trigger: 'm is odd',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ROCm/rocBLAS/issues/340',
    },
    (a, b) => {
      const product = multiply(a, b);
      const odd = a.rows % 2 === 1 && a.rows > 1;
      return product.map((v, i, j) => (odd && i === a.rows - 1 ? product.at(i - 1, j) : v));
    },
  ),
  wrongProduct(
    {
      name: 'batch-not-mult-4',
      story: 'the source advances by whole blocks, also past a smaller one',
      trigger: 'm is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/Maratyszcza/NNPACK/issues/43',
    },
    (a, b) => {
      const block = Math.ceil(a.rows / Math.ceil(a.rows / 4));
      const source = (i: number): number => Math.floor(i / block) * 4 + (i % block);
      const product = multiply(a, b);
      return product.map((_, i, j) => (source(i) < a.rows ? product.at(source(i), j) : 0));
    },
  ),
  wrongProduct(
    {
      name: 'only-mult-of-4',
      story: 'columns are addressed as if there were a multiple of 4',
      trigger: 'n is no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/webonnx/wonnx/pull/95',
    },
    (a, b) => {
      const right = b.toArray();
      const stride = roundUp(b.cols, 4);
      return readThrough(
        { rows: a.rows, inner: a.cols, cols: b.cols },
        (i, p) => a.at(i, p),
        (p, j) => at(right, p * stride + j),
      );
    },
  ),
  wrongProduct(
    {
      name: 'vec-mat-fit-check-wrong-tile',
      story: 'for one row, an inner tail of a 16-tile is dropped',
      trigger: 'm = 1 and k = 4, 8 or 12 more than a multiple of 16',
      caughtBy: 'row-vector-reduction',
      thread: 'https://github.com/tensorflow/tfjs/pull/5165',
    },
    (a, b) => {
      const tail = a.rows === 1 && a.cols % 4 === 0 ? a.cols % 16 : 0;
      const inner = a.cols - tail;
      return multiply(a.columnRange(0, inner), b.rowRange(0, inner));
    },
  ),
  wrongProduct(
    {
      name: 'sgemv-t-small-n',
      story: 'the kernel made for three columns forgets the last',
      trigger: 'n = 3',
      caughtBy: 'equation-1',
      thread: 'https://github.com/OpenMathLib/OpenBLAS/pull/3260',
    },
    (a, b) => altered(a, b, (value, _, j) => (b.cols === 3 && j === 2 ? 0 : value)),
  ),
  wrongProduct(
    {
      name: 'near-zero-when-m-big',
      story: 'rows beyond the first group of tiles are 0',
      trigger: 'm > 32',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tracel-ai/burn/issues/4966',
    },
    (a, b) => altered(a, b, (value, i) => (i >= 32 ? 0 : value)),
  ),
  wrongProduct(
    {
      name: 'wgpu-all-zeros-tiling2d',
      story: 'the tiled kernel for large sizes returns zeros',
      trigger: 'm and n are 16 or more',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tracel-ai/burn/issues/2178',
    },
    (a, b) => altered(a, b, (value) => (a.rows >= 16 && b.cols >= 16 ? 0 : value)),
  ),
];
