import type { Matrix } from '../matrix/matrix.ts';
import { type NumberFormat, type SumFormat, smallestNormal } from '../number/formats.ts';
import { gammaOf, unitOf } from './bound.ts';
import { magnitudeProduct } from './certified-product.ts';
import { roundingsBy } from './coded-error.ts';
import { outward } from './error-free.ts';

/** A product, and the power of two, or 0, by which it is scaled. */
export interface Scaled<R extends string = string, C extends string = string> {
  readonly left: Matrix<R>;
  readonly right: Matrix<string, C>;
  readonly factor: number;
}

/**
 * What α adds to the error of A·B computed in `format`, beyond that of the product: α may be multiplied
 * into A, into B, into each term or into the sum. By a power of two nothing is rounded, except at the
 * ends of the range.
 *
 * - Below the normal range each entry of A or of B, each term and the sum may lose η (gradual
 *   underflow, as in `productBound`): η·(Σ|b| + Σ|a| + q·max(1, |α|) + 1), which sums then carry on.
 * - Where A, B, |A||B| or their multiples may overflow it is infinite.
 *
 * Nothing, where all of it is 0.
 */
export function scalingError<R extends string, C extends string>(
  { left, right, factor }: Scaled<R, C>,
  format: SumFormat,
): Matrix<R, C> | undefined {
  const up = Math.max(1, Math.abs(factor));
  const roundings = left.cols + 1 + roundingsBy(format.coded ?? {});
  const growth = outward(1 + gammaOf(roundings, format.unitRoundoff));
  const lossy = [left, right].map((each) => !isExact(each, factor, format));
  const most = format.largest / growth / up / (1 + 2 ** -50);
  const isLossless = !lossy.includes(true) && areTermsExact({ left, right, factor }, format);
  if (isLossless && sizeOf(left, right) < most) return undefined;
  const terms = left.cols * up + 1;
  const [rows, columns] = [sumsOf(left), sumsOf(right.T)];
  return magnitudeProduct(left, right).map((magnitude, i, j) => {
    const [row, column] = [rows[i] ?? 0, columns[j] ?? 0];
    if (!(Math.max(magnitude, row, column) < most)) return Number.POSITIVE_INFINITY;
    const entries = (lossy[0] ? column : 0) + (lossy[1] ? row : 0);
    return outward(outward(entries + terms) * format.smallest * growth);
  });
}

/** Whether every entry of α·A is a number of the format. */
function isExact(matrix: Matrix, factor: number, format: NumberFormat): boolean {
  const { smallest, largest, precision } = format;
  const full = smallest * 2 ** precision; // from here on, what was a number of the format still is one
  return matrix.toArray().every((entry) => {
    const scaled = entry * factor;
    if (scaled === 0) return entry === 0 || factor === 0;
    if (scaled / factor !== entry || Math.abs(scaled) > largest) return false;
    return Math.abs(scaled) >= full || Number.isInteger(scaled / smallest);
  });
}

/** No entry of A, of B or of |A||B| is larger. */
function sizeOf(left: Matrix, right: Matrix): number {
  const [a, b] = [largestOf(left), largestOf(right)];
  return outward(Math.max(a, b, left.cols * a * b));
}

/** Whether no term can lose a bit below the normal range, scaled or not. */
function areTermsExact({ left, right, factor }: Scaled, format: NumberFormat): boolean {
  if (factor === 0 || largestOf(left) === 0 || largestOf(right) === 0) return true;
  const down = Math.min(1, Math.abs(factor));
  if (smallestOf(left) * smallestOf(right) * down >= smallestNormal(format)) return true;
  return unitOf(left, anyBits) * unitOf(right, anyBits) * down >= format.smallest;
}

/** More than lie between the largest number of float64 and its smallest. */
const anyBits = 2200;

/** Of each row, the sum of magnitudes. */
function sumsOf(matrix: Matrix): number[] {
  const growth = 1 + (matrix.cols + 1) * 2 ** -52;
  return Array.from({ length: matrix.rows }, (_, i) => {
    const row = matrix.rowRange(i, i + 1).toArray();
    return row.reduce((sum, entry) => sum + Math.abs(entry), 0) * growth;
  });
}

function largestOf(matrix: Matrix): number {
  return matrix.toArray().reduce((max, entry) => Math.max(max, Math.abs(entry)), 0);
}

/** Of the entries that are not 0; infinite, where all are. */
function smallestOf(matrix: Matrix): number {
  return matrix
    .toArray()
    .reduce((min, entry) => (entry === 0 ? min : Math.min(min, Math.abs(entry))), Infinity);
}
