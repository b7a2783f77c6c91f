import { entryAt } from '../at.ts';
import type { Ball } from '../certified/ball.ts';
import { gammaOf, roundingsOf } from '../certified/bound.ts';
import type { CodedError } from '../certified/coded-error.ts';
import { dot2Product } from '../certified/dot2.ts';
import { outward } from '../certified/error-free.ts';
import { halfUlp } from '../certified/store-bound.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { round } from '../number/round.ts';
import type { LargeKind } from '../problem/large/large-problem.ts';
import type { Arithmetic } from './arithmetic.ts';

/** C = A·B, (ℓ×q)(q×c), as a subject says. */
export interface Product {
  readonly left: Matrix;
  readonly right: Matrix;
  readonly answer: Matrix;
  readonly kind: LargeKind;
  /** Σ|a||b| of every sum at most. */
  readonly most: number;
  readonly arithmetic: Arithmetic;
  /** What scales add, where factors are codes times these. */
  readonly scales?: CodedError;
}

/** The same product, transposed: Cᵀ = Bᵀ·Aᵀ. */
export function transposedProduct({ left, right, answer, ...how }: Product): Product {
  return { left: right.T, right: left.T, answer: answer.T, ...how };
}

/**
 * In which entry (i, j) must lie. Of whole numbers that is the sum itself, or what it is stored as: one of
 * the nearest numbers, or of its two neighbours where it is stored toward zero. Otherwise see `summedWithin`.
 */
export function entryBall(product: Product, i: number, j: number): Ball {
  const { left, right, answer, kind, arithmetic } = product;
  if (kind !== 'rounded') {
    const mid = wholeDot(left, right, [i, j]);
    if (kind === 'exact' || round(mid, arithmetic.format) === mid) return { mid, rad: 0 };
    return { mid, rad: storedWithin(answer.at(i, j), arithmetic) };
  }
  const [row, column] = [rowOf(left, i), rowOf(right.T, j)];
  const { mid, rad } = dot2Product(row, column, [1, row.length, 1]);
  const size = outward(dot(row.map(Math.abs), column.map(Math.abs)) * (1 + row.length * 2 ** -51));
  const stored = arithmetic.accumulator ? storedWithin(answer.at(i, j), arithmetic) : 0;
  const off = outward(summedWithin(product, size, 1) + stored);
  return { mid: entryAt(mid, 0), rad: outward(entryAt(rad, 0) + off) };
}

/**
 * How far so many sums of a rounded product may be off together before they are stored, of which the
 * magnitudes have the sum `size`: as in `productBound`, and what operands lose that are rounded before they
 * are multiplied (`narrowed`): less than δ = 2^(1 − p) of each; and what scales add (`codedError`). Infinite, where one may overflow.
 */
export function summedWithin(
  { left, most, arithmetic, scales }: Pick<Product, 'left' | 'most' | 'arithmetic' | 'scales'>,
  size: number,
  count: number,
): number {
  const { accumulator, throughout, multiplies, format } = arithmetic;
  const sums = accumulator ?? throughout;
  const often = roundingsOf(left.cols, sums) + (scales?.roundings ?? 0);
  const delta = multiplies === undefined ? 0 : 2 ** (1 - multiplies.precision);
  const grown = (1 + delta) * (1 + delta);
  const gamma = gammaOf(often, sums.unitRoundoff);
  const largest = Math.min(sums.largest, format.largest);
  if (!(outward(most * grown) * (1 + gamma) < largest)) return Number.POSITIVE_INFINITY;
  const relative = outward(gamma * grown + delta * (2 + delta));
  return outward(relative * size + count * (often * sums.smallest + (scales?.lost ?? 0)));
}

/** How far storing may have moved a sum, that became this number. */
function storedWithin(answer: number, { format, stores }: Arithmetic): number {
  return (stores === 'toward zero' ? 2 : 1) * halfUlp(answer, format);
}

/** Row i, dense. */
function rowOf(matrix: Matrix, i: number): Float64Array {
  return matrix.rowRange(i, i + 1).toArray();
}

/** Row i of A times column j of B, where no sum is rounded. */
function wholeDot(a: Matrix, b: Matrix, [i, j]: readonly [number, number]): number {
  const [left, right] = [a.view, b.view];
  let from = left.offset + i * left.strides[0];
  let down = right.offset + j * right.strides[1];
  let sum = 0;
  for (let p = 0; p < a.cols; p += 1, from += left.strides[1], down += right.strides[0]) {
    sum += entryAt(left.storage, from) * entryAt(right.storage, down);
  }
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < a.length; p += 1) sum += entryAt(a, p) * entryAt(b, p);
  return sum;
}
