/** An operand as ml-matrix sees it: a view, made of views of its storage. */
import {
  type AbstractMatrix,
  Matrix,
  MatrixFlipColumnView,
  MatrixFlipRowView,
  MatrixSelectionView,
  MatrixSubView,
  MatrixTransposeView,
  WrapperMatrix1D,
} from 'ml-matrix';
import type { Operand } from '../../src/contract/subject.ts';

export function view({ shape, data, strides, offset = 0 }: Operand): AbstractMatrix {
  const [rows = 0, columns = 0] = shape;
  if (strides === undefined) return Matrix.from1DArray(rows, columns, data);
  if (shape.includes(0)) return new Matrix(rows, columns);
  const [row, column] = [axis(rows, strides[0]), axis(columns, strides[1])];
  const start = offset - reachBack(row) - reachBack(column);
  if (row.step >= column.step) return lines(data, start, [row, column]);
  return new MatrixTransposeView(lines(data, start, [column, row]));
}

interface Axis {
  readonly extent: number;
  /** How far apart neighbours are; 0 where one line is seen as all. */
  readonly step: number;
  readonly reversed: boolean;
}

function axis(extent: number, stride = 0): Axis {
  return { extent, step: extent === 1 ? 0 : Math.abs(stride), reversed: extent > 1 && stride < 0 };
}

function reachBack({ extent, step, reversed }: Axis): number {
  return reversed ? (extent - 1) * step : 0;
}

/** The view whose rows are the outer axis: storage in rows of one outer step, of which some are seen. */
function lines(
  data: Float64Array,
  start: number,
  [outer, inner]: readonly [Axis, Axis],
): AbstractMatrix {
  const rows = outer.step === 0 ? 1 : outer.extent;
  const grid = new WrapperMatrix1D(window(data, start, rows * Math.max(outer.step, 1)), { rows });
  const cut =
    inner.step === 1
      ? new MatrixSubView(grid, 0, rows - 1, 0, inner.extent - 1)
      : new MatrixSelectionView(grid, indices(outer, 1), indices(inner, inner.step));
  const turned = outer.reversed ? new MatrixFlipRowView(cut) : cut;
  return inner.reversed ? new MatrixFlipColumnView(turned) : turned;
}

function indices({ extent, step }: Axis, distance: number): number[] {
  return Array.from({ length: extent }, (_, i) => (step === 0 ? 0 : i * distance));
}

/** Part of the storage; a copy of it where the last row is cut short by its end. */
function window(data: Float64Array, start: number, length: number): Float64Array {
  if (start + length <= data.length) return data.subarray(start, start + length);
  const longer = new Float64Array(length);
  longer.set(data.subarray(start));
  return longer;
}
