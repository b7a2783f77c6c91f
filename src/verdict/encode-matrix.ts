import { Matrix } from '../matrix/matrix.ts';
import { decodeNumber, encodeNumber, type JsonNumber } from '../wire/json-number.ts';

/** Rows of entries. */
export type JsonMatrix = readonly (readonly JsonNumber[])[];

/** A matrix as rows of JSON numbers. */
export function encodeMatrix(matrix: Matrix): JsonMatrix {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.cols }, (_, j) => encodeNumber(matrix.at(i, j))),
  );
}

/** The matrix `encodeMatrix` wrote. @throws GradgateError FORMAT */
export function decodeMatrix(rows: JsonMatrix): Matrix {
  return Matrix.from(rows.map((row) => row.map((entry) => decodeNumber('entry', entry))));
}
