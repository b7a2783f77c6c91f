import { at } from '../../src/at.ts';
import type { Product } from '../engine/parts.ts';
import { get, placeOf, type View } from '../engine/view.ts';

/** A view read as if it were dense and row-major from its offset on. */
export function asDense(view: View): View {
  return { ...view, rowStride: view.cols, colStride: 1 };
}

/** The entries of a view, dense and row-major, each changed. */
export function denseCopy(view: View, change: (value: number) => number = (value) => value): View {
  const data = Float64Array.from({ length: view.rows * view.cols }, (_, place) =>
    change(get(view, Math.floor(place / view.cols), place % view.cols)),
  );
  return { ...asDense(view), data, offset: 0 };
}

/** Whether columns are contiguous and rows are not. */
export function isColumnMajor({ rowStride, colStride, rows, cols }: View): boolean {
  return rowStride === 1 && colStride !== 1 && rows > 1 && cols > 1;
}

/** Whether rows are contiguous and lie one behind the other. */
export function isDense({ rowStride, colStride, rows, cols }: View): boolean {
  return (colStride === 1 || cols === 1) && (rowStride === cols || rows === 1);
}

/** Writes every entry of a result; `value` is told which, and what is there. */
export function fillOut(
  { out, a, b }: Product,
  value: (i: number, j: number, there: number) => number,
): void {
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.cols; j += 1) {
      const place = placeOf(out, i, j);
      out.data[place] = value(i, j, at(out.data, place));
    }
  }
}

/** The product over some of the inner indices: from `from` up to `to`. */
export function innerRange(product: Product, from: number, to: number): Product {
  const { a, b } = product;
  return {
    ...product,
    a: { ...a, cols: to - from, offset: a.offset + from * a.colStride },
    b: { ...b, rows: to - from, offset: b.offset + from * b.rowStride },
  };
}
