import { Matrix } from '../matrix/matrix.ts';
import { formatNumber, parseNumber } from '../matrix/text.ts';
import type { JsonMatrix, JsonNumber } from './verdict.ts';

/** A number as JSON that reads back bit for bit. */
export function encodeNumber(value: number): JsonNumber {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  // SAFETY: the four numbers left are written as exactly these words.
  return formatNumber(value) as JsonNumber;
}

/** The number `encodeNumber` wrote. */
export function decodeNumber(value: JsonNumber): number {
  return typeof value === 'number' ? value : parseNumber(value);
}

/** A matrix as rows of JSON numbers. */
export function encodeMatrix(matrix: Matrix): JsonMatrix {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.cols }, (_, j) => encodeNumber(matrix.at(i, j))),
  );
}

/** The matrix `encodeMatrix` wrote. */
export function decodeMatrix(rows: JsonMatrix): Matrix {
  return Matrix.from(rows.map((row) => row.map(decodeNumber)));
}
