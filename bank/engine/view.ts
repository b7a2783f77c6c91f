import { at } from '../../src/at.ts';
import type { Operand } from '../../src/contract/subject.ts';
import { denseStrides } from '../../src/matrix/strided.ts';

/** A matrix in the storage of a tensor: entry (i, j) lies at offset + i·rowStride + j·colStride. */
export interface View {
  readonly data: Float64Array;
  readonly offset: number;
  readonly rows: number;
  readonly cols: number;
  readonly rowStride: number;
  readonly colStride: number;
}

/** A tensor of rank 2 or more: batch axes, rows, columns. */
export interface Tensor {
  readonly data: Float64Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** An operand of the contract as a tensor; without strides, it is dense and row-major. */
export function tensorOf({ data, shape, strides, offset = 0 }: Operand): Tensor {
  return { data, shape, strides: strides ?? denseStrides(shape), offset };
}

/** The tensor with an axis of extent 1 put in: a vector as a row (axis 0) or a column (axis 1). */
export function promote(tensor: Tensor, axis: number): Tensor {
  const put = (list: readonly number[]): number[] => [...list].toSpliced(axis, 0, 1);
  return { ...tensor, shape: put(tensor.shape), strides: put(tensor.strides) };
}

/** The tensor with rows and columns swapped, sharing its storage. */
export function transposeTensor(tensor: Tensor): Tensor {
  const swap = (list: readonly number[]): number[] => [
    ...list.slice(0, -2),
    at(list, list.length - 1),
    at(list, list.length - 2),
  ];
  return { ...tensor, shape: swap(tensor.shape), strides: swap(tensor.strides) };
}

/** The matrix at a place of the batch `extents`; axes that the tensor lacks or has once are joined. */
export function memberOf(tensor: Tensor, extents: readonly number[], member: number): View {
  const { data, shape, strides } = tensor;
  const own = shape.length - 2;
  let [offset, rest] = [tensor.offset, member];
  for (let axis = 1; axis <= extents.length; axis += 1) {
    const extent = at(extents, extents.length - axis);
    const index = rest % extent;
    rest = Math.floor(rest / extent);
    if (axis <= own && at(shape, own - axis) > 1) offset += index * at(strides, own - axis);
  }
  return {
    data,
    offset,
    rows: at(shape, own),
    cols: at(shape, own + 1),
    rowStride: at(strides, own),
    colStride: at(strides, own + 1),
  };
}

/** The batch axes that X and W make together, by NumPy's rules. */
export function joinedExtents(X: Tensor, W: Tensor): number[] {
  const [one, two] = [X.shape.slice(0, -2), W.shape.slice(0, -2)];
  const rank = Math.max(one.length, two.length);
  return Array.from({ length: rank }, (_, axis) => {
    const extentOf = (extents: readonly number[]): number =>
      extents[axis - rank + extents.length] ?? 1;
    return extentOf(one) === 1 ? extentOf(two) : extentOf(one);
  });
}

export function get(view: View, i: number, j: number): number {
  return at(view.data, placeOf(view, i, j));
}

export function placeOf({ offset, rowStride, colStride }: View, i: number, j: number): number {
  return offset + i * rowStride + j * colStride;
}

export function transposeView({ data, offset, rows, cols, rowStride, colStride }: View): View {
  return { data, offset, rows: cols, cols: rows, rowStride: colStride, colStride: rowStride };
}
