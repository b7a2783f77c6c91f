/** Small changes of a matrix that several families of mistakes are made of. */
import type { Matrix } from '../../matrix/matrix.ts';

/** Every entry changed alone. */
export function each(change: (value: number) => number): (a: Matrix) => Matrix {
  return (a) => a.map((value) => change(value));
}

/** Its rows from the last to the first. */
export function backwards(a: Matrix): Matrix {
  return a.pickRows(Array.from({ length: a.rows }, (_, i) => a.rows - 1 - i));
}

/** Each row is the one so many places later, in a circle. */
export function rotated(a: Matrix, by: number): Matrix {
  return a.pickRows(Array.from({ length: a.rows }, (_, i) => (i + by + a.rows) % a.rows));
}
