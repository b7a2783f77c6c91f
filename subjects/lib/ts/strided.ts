/** A matrix where it lies: entry (i, j) is data[offset + i·row + j·column]. */
import type { Answer, Operand } from '../../../src/contract/subject.ts';

export interface Strided<A> {
  readonly data: A;
  readonly rows: number;
  readonly columns: number;
  readonly row: number;
  readonly column: number;
  readonly offset: number;
}

/** An operand in its storage; of rank 1 it is a row or a column. */
export function strided<A>(
  { shape, strides, offset = 0 }: Operand,
  data: A,
  vector: 'row' | 'column',
): Strided<A> {
  const [first = 1, second = 1] = shape;
  if (shape.length === 2) {
    const [row = 0, column = 0] = strides ?? [second, 1];
    return walkable({ data, rows: first, columns: second, row, column, offset });
  }
  const [step = 1] = strides ?? [];
  const [rows, columns] = vector === 'row' ? [1, first] : [first, 1];
  return walkable({ data, rows, columns, row: step, column: step, offset });
}

/** Its transpose, where it lies. */
export function transposed<A>({ rows, columns, row, column, ...rest }: Strided<A>): Strided<A> {
  return { ...rest, rows: columns, columns: rows, row: column, column: row };
}

/** Row-major. */
export function dense<A>(data: A, rows: number, columns: number): Strided<A> {
  return walkable({ data, rows, columns, row: columns || 1, column: 1, offset: 0 });
}

/** Where an axis has one entry or none, no stride is ever used, and some libraries refuse 0. */
function walkable<A>(matrix: Strided<A>): Strided<A> {
  const { rows, columns, row, column } = matrix;
  return { ...matrix, row: rows > 1 ? row : row || 1, column: columns > 1 ? column : column || 1 };
}

/** Its entries, row-major, in a tensor of this shape. */
export function answered<A extends ArrayLike<number>>(
  { data, rows, columns, row, column, offset }: Strided<A>,
  shape: readonly number[],
): Answer {
  const place = (at: number): number =>
    offset + Math.floor(at / columns) * row + (at % columns) * column;
  const entry = (_: unknown, at: number): number => data[place(at)] ?? Number.NaN;
  return { shape, data: Array.from({ length: rows * columns }, entry) };
}
