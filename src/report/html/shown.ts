import type { JsonMatrix } from '../../verdict/encode-matrix.ts';

/** A row and a column, from 0. */
export type Place = readonly [number, number];

/** Rows and columns that are shown, the last excluded. */
export interface Span {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** A matrix, and what is to be seen of it. */
export interface Shown {
  readonly name: string;
  readonly matrix: JsonMatrix;
  /** What the strongest tint stands for. */
  readonly scale: number;
  /** Wrong entries: outlined, with a corner that is cut. */
  readonly wrong?: readonly Place[];
  /** The entry that is told: framed twice. */
  readonly chosen?: Place;
  /** A row or a column of a factor that makes it. */
  readonly lit?: { readonly row?: number; readonly column?: number };
  /** The place around which a large matrix has numerals, where none is chosen. */
  readonly focus?: Place;
  /** Of a part: where it begins in the whole. */
  readonly from?: Place;
  /** What is said of an entry where its number is not: how a cell reads it. */
  readonly text?: (value: number) => string;
}

/** A class for the sign and the size of a number: "p3", "n1"; nothing for 0, "nan" for no number. */
export function tintOf(value: number, scale: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === 0) return '';
  const share = scale > 0 && Number.isFinite(value) ? Math.min(1, Math.abs(value) / scale) : 1;
  return `${value > 0 ? 'p' : 'n'}${Math.max(1, Math.ceil(4 * share))}`;
}

/** Whether two places are one. */
export function isAt([i, j]: Place, [row, column]: Place): boolean {
  return i === row && j === column;
}
