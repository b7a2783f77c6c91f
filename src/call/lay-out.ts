import { at } from '../at.ts';
import type { Operand, Scaled } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { placesOf } from '../matrix/strided.ts';
import { dense, type Layout, place } from '../problem/layout.ts';

/** What a subject is given for one matrix, and what its storage held when it was given. */
export interface LaidOut {
  readonly operand: Operand;
  readonly before: Float64Array;
  /** The same of codes and scales, where it has any. */
  readonly coded?: Scaled;
}

/** Dense row-major storage, with nothing around it. */
export function layDense(shape: readonly number[], matrix: Matrix): LaidOut {
  return given({ shape, data: matrix.toArray() });
}

/** An operand whose shape and strides cannot be written to; its data could not be frozen. */
function given({ shape, data, strides, offset = 0 }: Operand): LaidOut {
  const fixed = { shape: Object.freeze([...shape]), data };
  const operand = strides ? { ...fixed, strides: Object.freeze([...strides]), offset } : fixed;
  return { operand: Object.freeze(operand), before: data.slice() };
}

/**
 * The entries of `matrix`, row by row, in storage of this layout. Gaps, and the guard behind the
 * last entry, are NaN, so that whoever reads them is found out. A line seen as many (stride 0) is
 * laid out in full where its copies differ.
 */
export function layOut(shape: readonly number[], matrix: Matrix, layout: Layout = dense): LaidOut {
  const values = matrix.toArray();
  const placement = place(shape, layout);
  const places = placesOf(placement);
  const data = new Float64Array(placement.length).fill(Number.NaN);
  values.forEach((value, i) => {
    data[at(places, i)] = value;
  });
  if (values.some((value, i) => !Object.is(at(data, at(places, i)), value))) {
    return layOut(shape, matrix, unfolded(layout));
  }
  const { strides, offset } = placement;
  return given({ shape, data, strides, offset });
}

function unfolded(layout: Layout): Layout {
  const step = (value: number): number => (value === 0 ? 1 : value);
  const { rowStep, columnStep, memberStep } = layout;
  return {
    ...layout,
    rowStep: step(rowStep),
    columnStep: step(columnStep),
    memberStep: step(memberStep),
  };
}
