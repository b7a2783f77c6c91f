import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Multiply } from './asking.ts';

/** Rows and columns of a result. */
export type ResultShape = readonly [rows: number, cols: number];

/** Where in a result that has more rows and columns than are wanted these are looked at. */
export type Place = 'first' | 'last';

/**
 * A·B, (p×q)(q×r) → p×r, from products whose results are all of one shape, as a kernel for that shape forms
 * them: lines that do not fit are asked for in other calls, and lines that are lacking come again.
 */
export function atShape(
  multiply: Multiply,
  [rows, cols]: ResultShape,
  place: Place = 'first',
): Multiply {
  return async (A, B) => {
    const out = new Float64Array(A.rows * B.cols);
    for (const top of blocksOf(A.rows, rows, place)) {
      for (const side of blocksOf(B.cols, cols, place)) {
        const product = await multiply(lines(A, top, rows), lines(B.T, side, cols).T);
        for (let i = Math.max(0, top); i < Math.min(A.rows, top + rows); i += 1) {
          for (let j = Math.max(0, side); j < Math.min(B.cols, side + cols); j += 1) {
            out[i * B.cols + j] = at(product, (i - top) * cols + (j - side));
          }
        }
      }
    }
    return out;
  };
}

/** How many calls one product of so many lines each takes. */
export function callsAt([rows, cols]: ResultShape, size: number): number {
  return Math.ceil(size / rows) * Math.ceil(size / cols);
}

/** The line that each block begins with; where all fit, it is as many before them as there is room for. */
function blocksOf(count: number, extent: number, place: Place): number[] {
  if (extent >= count) return [place === 'first' ? 0 : count - extent];
  return Array.from({ length: Math.ceil(count / extent) }, (_, block) => block * extent);
}

/** So many rows from the one named on, round and round. */
function lines(matrix: Matrix, from: number, count: number): Matrix {
  const place = (line: number): number => (from + line) % matrix.rows;
  return Matrix.of([count, matrix.cols], (i, j) => {
    return matrix.at((place(i) + matrix.rows) % matrix.rows, j);
  });
}
