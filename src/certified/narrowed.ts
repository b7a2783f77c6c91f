import type { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { exponentOf, round } from '../number/round.ts';
import { magnitudeProduct } from './certified-product.ts';
import { outward } from './error-free.ts';

/** Operands that are rounded before they are multiplied. */
export interface Narrowed<R extends string, C extends string> {
  /** Magnitudes that no entry exceeds, before and after. */
  readonly left: Matrix<R>;
  readonly right: Matrix<string, C>;
  /** How far the product of the operands as they are lies from that of the rounded ones at most. */
  readonly error: Matrix<R, C>;
}

/**
 * What rounding the entries of A and of B to `format` may do to A·B, to nearest or toward zero; nothing,
 * where every entry is a number of the format. An entry moves by less than an ulp of the format:
 *
 *   |A'B' − AB| ≤ |ΔA|·(|B| + |ΔB|) + |A|·|ΔB|
 *
 * What exceeds the largest number of the format may become anything.
 */
export function narrowed<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  format: NumberFormat,
): Narrowed<R, C> | undefined {
  const [moveA, moveB] = [
    a.map((entry) => moveOf(entry, format)),
    b.map((entry) => moveOf(entry, format)),
  ];
  const isMoved = [moveA, moveB].some((moves: Matrix) => moves.toArray().some((move) => move > 0));
  if (!isMoved) return undefined;
  const [left, right] = [reachOf(a, moveA), reachOf(b, moveB)];
  const [first, second] = [magnitudeProduct(moveA, right), magnitudeProduct(a, moveB)];
  return { left, right, error: first.map((each, i, j) => outward(each + second.at(i, j))) };
}

/** The distance to what an entry is rounded to: below an ulp. */
function moveOf(entry: number, format: NumberFormat): number {
  if (round(entry, format) === entry) return 0;
  if (Math.abs(entry) > format.largest) return Number.POSITIVE_INFINITY;
  return Math.max(2 ** (exponentOf(entry) - format.precision + 1), format.smallest);
}

function reachOf<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  moves: Matrix<R, C>,
): Matrix<R, C> {
  return matrix.map((entry, i, j) => {
    const [size, move] = [Math.abs(entry), moves.at(i, j)];
    const reach = size + move;
    return reach - move === size ? reach : outward(reach); // so that sums of exact ones stay exact
  });
}
