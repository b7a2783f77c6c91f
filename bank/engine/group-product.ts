/** Grouped products: each group of rows times a matrix of its own. */
import { memberOf, placeOf, type Tensor, transposeView, type View } from './view.ts';

/** The product of one group: its factors, where it goes, and which group it is, of how many. */
export interface GroupProduct {
  readonly a: View;
  readonly b: View;
  readonly out: View;
  readonly member: number;
  readonly members: number;
}

type Multiply = (product: GroupProduct) => void;

/** The rows of `left` times the matrix of their group; rows beyond the groups are a product over nothing. */
export function timesMatrices(
  tensors: Readonly<Record<'left' | 'matrices' | 'into', Tensor>>,
  groups: readonly number[],
  multiply: Multiply,
): void {
  const { left, matrices, into } = tensors;
  const [a, out] = [memberOf(left, [], 0), memberOf(into, [], 0)];
  const members = groups.length;
  let from = 0;
  for (const [member, length] of groups.entries()) {
    const b = memberOf(matrices, [members], member);
    multiply({ a: rowsOf(a, from, length), b, out: rowsOf(out, from, length), member, members });
    from += length;
  }
  const tail = rowsOf(out, from, out.rows - from);
  const nothing = { a: { ...tail, cols: 0 }, b: { ...tail, rows: 0 } };
  multiply({ ...nothing, out: tail, member: members, members });
}

/** The gradient of each matrix: the rows of its group of X, transposed, times those of dY. */
export function ofMatrices(
  { X, dY, into }: Readonly<Record<'X' | 'dY' | 'into', Tensor>>,
  groups: readonly number[],
  multiply: Multiply,
): void {
  const [x, dy] = [memberOf(X, [], 0), memberOf(dY, [], 0)];
  const members = groups.length;
  let from = 0;
  for (const [member, length] of groups.entries()) {
    const [a, b] = [transposeView(rowsOf(x, from, length)), rowsOf(dy, from, length)];
    multiply({ a, b, out: memberOf(into, [members], member), member, members });
    from += length;
  }
}

/** A view of some of its rows. */
function rowsOf(view: View, from: number, rows: number): View {
  return { ...view, offset: placeOf(view, from, 0), rows };
}
