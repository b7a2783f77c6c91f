import { at } from '../at.ts';
import { Matrix } from './matrix.ts';

/** Matrices of equal width below one another, at least one; a single one is not copied. */
export function below<R extends string, C extends string>(
  parts: readonly Matrix<R, C>[],
): Matrix<R, C> {
  if (parts.length === 1) return at(parts, 0);
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  const { cols } = at(parts, 0);
  const storage = new Float64Array(rows * cols);
  let next = 0;
  for (const part of parts) {
    storage.set(part.toArray(), next);
    next += part.rows * cols;
  }
  return Matrix.over(rows, cols, storage);
}

/** Matrices of equal height beside one another, at least one; a single one is not copied. */
export function beside<R extends string, C extends string>(
  parts: readonly Matrix<R, C>[],
): Matrix<R, C> {
  return below(parts.map((part) => part.T)).T;
}
