/** Classes E and F: tile edges and extents of 1, from public reports; tiles are scaled down. */
import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { type Fault, reported, wrongBackward, wrongProduct } from './fault.ts';

/** The right product with entry (i, j) replaced. */
function altered(
  a: Matrix,
  b: Matrix,
  change: (value: number, i: number, j: number) => number,
): Matrix {
  return multiply(a, b).map(change);
}

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

export const edges: readonly Fault[] = [
  wrongProduct(
    reported(
      'E',
      'm-not-mult-16',
      'rows after the last whole tile keep the previous tile',
      'NVIDIA/Fuser/issues/3963',
    ),
    (a, b) => {
      const product = multiply(a, b);
      const whole = Math.floor(a.rows / 4) * 4;
      return product.map((value, i, j) => (i < whole ? value : i < 4 ? 0 : product.at(i - 4, j)));
    },
  ),
  wrongProduct(
    reported(
      'E',
      'unmasked-tail',
      'the inner tail is not masked and reads what lies behind',
      'triton-lang/triton/issues/187',
    ),
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
    reported(
      'E',
      'transA-ne-transB',
      'the last column is 0 when one operand is transposed',
      'clMathLibraries/clBLAS/issues/246',
    ),
    ({ X, W, dY }) => ({
      dX: altered(dY, W.T, (v, _, j) => (W.rows % 4 === 3 && j === W.rows - 1 ? 0 : v)),
      dW: altered(X.T, dY, (v, _, j) => (W.cols % 4 === 3 && j === W.cols - 1 ? 0 : v)),
    }),
  ),
  wrongProduct(
    reported(
      'E',
      'hgemm-odd-last',
      'with odd rows, the last repeats the one before',
      'ROCm/rocBLAS/issues/340',
    ),
    (a, b) => {
      const product = multiply(a, b);
      const odd = a.rows % 2 === 1 && a.rows > 1;
      return product.map((v, i, j) => (odd && i === a.rows - 1 ? product.at(i - 1, j) : v));
    },
  ),
  wrongProduct(
    reported(
      'E',
      'batch-not-mult-4',
      'the source advances by whole blocks, also past a smaller one',
      'Maratyszcza/NNPACK/issues/43',
    ),
    (a, b) => {
      const block = Math.ceil(a.rows / Math.ceil(a.rows / 4));
      const source = (i: number): number => Math.floor(i / block) * 4 + (i % block);
      const product = multiply(a, b);
      return product.map((_, i, j) => (source(i) < a.rows ? product.at(source(i), j) : 0));
    },
  ),
  wrongProduct(
    reported(
      'E',
      'only-mult-of-4',
      'columns are addressed as if there were a multiple of 4',
      'webonnx/wonnx/pull/95',
    ),
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
    reported(
      'E',
      'vec-mat-fit-check',
      'for one row, an inner tail of a 16-tile is dropped',
      'tensorflow/tfjs/pull/5165',
    ),
    (a, b) => {
      const tail = a.rows === 1 && a.cols % 4 === 0 ? a.cols % 16 : 0;
      const inner = a.cols - tail;
      return multiply(a.columnRange(0, inner), b.rowRange(0, inner));
    },
  ),
  wrongProduct(
    reported(
      'E',
      'sgemv-t-small-n',
      'the kernel made for three columns forgets the last',
      'OpenMathLib/OpenBLAS/pull/3260',
    ),
    (a, b) => altered(a, b, (value, _, j) => (b.cols === 3 && j === 2 ? 0 : value)),
  ),
  wrongProduct(
    reported(
      'E',
      'near-zero-when-m-big',
      'rows beyond the first group of tiles are 0',
      'tracel-ai/burn/issues/4966',
    ),
    (a, b) => altered(a, b, (value, i) => (i >= 32 ? 0 : value)),
  ),
  wrongProduct(
    reported(
      'E',
      'all-zeros-tiling2d',
      'the tiled kernel for large sizes returns zeros',
      'tracel-ai/burn/issues/2178',
    ),
    (a, b) => altered(a, b, (value) => (a.rows >= 16 && b.cols >= 16 ? 0 : value)),
  ),
  wrongProduct(
    reported(
      'F',
      'matvec-runs-vecmat',
      'one column runs the kernel of one row',
      'tracel-ai/burn/issues/5122',
    ),
    (a, b) =>
      b.cols === 1 ? multiply(Matrix.over(a.cols, a.rows, a.toArray()).T, b) : multiply(a, b),
  ),
  wrongProduct(
    reported(
      'F',
      'sgemm-2x1x1',
      'for one column, only the first of two rows is written',
      'flame/blis/issues/182',
    ),
    (a, b) => altered(a, b, (value, i) => (b.cols === 1 && i % 2 === 1 ? 0 : value)),
  ),
  wrongProduct(
    reported(
      'F',
      'layout-ambiguous-a1',
      'a column operand has two unit strides, and the wrong one wins',
      'openxla/xla/pull/17053',
    ),
    (a, b) => multiply(a.cols === 1 ? a.map((value, i) => (i === 0 ? value : 0)) : a, b),
  ),
  wrongProduct(
    reported(
      'F',
      'gemm-dim1-mnk',
      'with one row the inner extent is derived as 1',
      'Tencent/ncnn/pull/4890',
    ),
    (a, b) => (a.rows === 1 ? multiply(a.columnRange(0, 1), b.rowRange(0, 1)) : multiply(a, b)),
  ),
];
