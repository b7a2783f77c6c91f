import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { productOf } from '../matrix/product-of.ts';
import type { CodedFactor, NumberFormat, SumFormat } from '../number/formats.ts';
import { exponentOf } from '../number/round.ts';
import { magnitudeProduct } from './certified-product.ts';
import { type CodedError, codedError, type Extremes, largestScale } from './coded-error.ts';
import { outward } from './error-free.ts';

/**
 * The forward error of A·B, (m×q)(q×k) → m×k, computed in `format` by a conventional algorithm:
 * each of the q products of an entry enters one summation tree once, in any order, with or without
 * FMA. Entry by entry:
 *
 * - 0 when every partial sum is a multiple of the operands' units and fits the significand, so that
 *   no rounding can take place: |A||B| ≤ 2^p units;
 * - otherwise γ_q·|A||B| + q·η, γ_q = q·u/(1 − q·u) (Higham, Accuracy and Stability of Numerical
 *   Algorithms, 2nd ed., §3.1 and §3.5; η for gradual underflow, Rump, Acta Numerica 19 (2010)).
 *   Where q·u reaches 1/2, (1 + u)^q − 1 stands for γ_q, which it is derived from (§3.1).
 *
 * Terms that are 0 are added without a loss, in any order. So where products are exact, n terms that are not 0 take
 * n − 1 roundings (ibid., §4.2). That is used of sums that are kept, not stored, and of sparse operands; and of two
 * terms, where a subject says what its sums are kept in, or what operands are rounded to, and these have no more bits than
 * bfloat16, so that they are multiplied whole. There 3/2·u has room for a sum that is kept in any more bits: one rounding
 * of u/2 at most, and one of u.
 *
 * Sums may be kept in a wider format, of at least eleven bits more, and rounded to `format` once at the
 * end. From two terms on, γ_q has room for that: u + q·u·2^−11 ≤ q·u. For one term it is added.
 *
 * Fused sums of b terms make q + 2⌈q/b⌉ roundings of u = 2^(1 − p): the terms of a group and the sum so
 * far are aligned to the largest of them, and its exponent is at most that of the sum of their magnitudes.
 * Each loses less than u of that, toward zero or down, and so does the sum that is cut off (cf. Fasi, Higham, Mikaitis &
 * Pranesh, PeerJ Comput. Sci. 7 (2021) e330, and Blanchard, Higham, Lopez, Mary & Pranesh, SIAM J. Sci.
 * Comput. 42 (2020) C124). So a group of b' multiplies what was summed and its terms by 1 + (b' + 2)·u at
 * most, which is below (1 + u)^(b' + 2). Groups may be added in any order. What fits the significand is
 * not cut off: the largest is below 2^p units, unless it is the only one. Products are not normalised, so
 * that subnormal operands count as the smallest normal number.
 *
 * Where entries are codes times scales, see `codedError` for what these add.
 *
 * Where |A||B| may overflow the format the bound is infinite.
 */
export function productBound<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  format: SumFormat,
): Matrix<R, C> {
  const [left, right] = [scaleOf(a, format.precision), scaleOf(b, format.precision)];
  const unit = left.unit * right.unit;
  const coded = codedError([left, right], a.cols, format);
  // Most exact problems are seen to be so by their largest entries; a product of these may underflow.
  const [lowest, other] = normalsOf(left, right, format);
  const [x, y] = [alignedTo(a, lowest), alignedTo(b, other)];
  const most = outward(a.cols * Math.max(left.largest, lowest) * Math.max(right.largest, other));
  const isZero = left.largest === 0 || right.largest === 0;
  const fits = most > 0 && most <= Math.min(capacityOf(unit, format), format.largest);
  if (isZero || (fits && coded.isLossless)) return zeros(a.rows, b.cols);
  const magnitudes = magnitudeProduct(x, y, unit);
  return boundOf({ magnitudes, unit, roundings: roundingsIn(a, b, format), coded }, format);
}

function zeros<R extends string, C extends string>(rows: number, cols: number): Matrix<R, C> {
  return Matrix.over(rows, cols, new Float64Array(rows * cols));
}

function isTerm(entry: number): number {
  return entry === 0 ? 0 : 1;
}

/** Most of its entries are 0. */
function isSparse(matrix: Matrix): boolean {
  const entries = matrix.entries();
  let zeros = 0;
  for (const entry of entries) if (entry === 0) zeros += 1;
  return 2 * zeros > entries.length;
}

/** Whether no product of an entry of A with one of B is rounded, and none has more than so many bits. */
function areProductsExact(
  [a, b]: readonly [Matrix, Matrix],
  { precision, smallest }: NumberFormat,
  longest = precision,
): boolean {
  const [left, right] = [lengthOf(a), lengthOf(b)];
  if (Math.max(left.bits, right.bits) > longest) return false;
  return left.bits + right.bits <= precision && left.last * right.last >= smallest;
}

/** Numbers of so many bits are multiplied whole: bfloat16 is the shortest format of which others are made. */
const wholeBits = 8;

/** The most significand bits that an entry has, and the smallest power of two that is the last bit of one. */
function lengthOf(matrix: Matrix): { readonly bits: number; readonly last: number } {
  let bits = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const entry of matrix.entries()) {
    if (entry === 0) continue;
    if (!Number.isFinite(entry)) return { bits: Number.POSITIVE_INFINITY, last: 0 };
    const first = 2 ** exponentOf(entry);
    let own = first;
    while (!isMultiple(entry, own)) own /= 2;
    bits = Math.max(bits, Math.log2(first / own) + 1);
    last = Math.min(last, own);
  }
  return { bits, last };
}

/** The largest sum of multiples of `unit` that cannot have been rounded. */
function capacityOf(unit: number, { smallest, precision }: NumberFormat): number {
  return unit >= smallest ? unit * 2 ** precision : 0;
}

/** A product that is added to what is there. */
export interface Accumulated<R extends string, C extends string> {
  readonly left: Matrix<R>;
  readonly right: Matrix<string, C>;
  readonly added: Matrix<R, C>;
}

/** The same for A·B + added, where what is added is one more term of every sum. */
export function accumulatedBound<R extends string, C extends string>(
  { left, right, added }: Accumulated<R, C>,
  format: SumFormat,
): Matrix<R, C> {
  const [a, b] = [scaleOf(left, format.precision), scaleOf(right, format.precision)];
  const unit = Math.min(a.unit * b.unit, unitOf(added, format.precision));
  const coded = codedError([a, b], left.cols, format);
  const [lowest, other] = normalsOf(a, b, format);
  const [x, y] = [alignedTo(left, lowest), alignedTo(right, other)];
  const magnitudes = magnitudeProduct(x, y, unit).map((magnitude, i, j) => {
    const sum = magnitude + Math.abs(added.at(i, j));
    return sum < unit * 2 ** 53 ? sum : outward(sum);
  });
  const roundings = roundingsOf(left.cols + 1, format);
  return boundOf({ magnitudes, unit, roundings: () => roundings, coded }, format);
}

interface Sums<R extends string, C extends string> {
  readonly magnitudes: Matrix<R, C>;
  /** Of which every term is a multiple. */
  readonly unit: number;
  /** How often entry (i, j) is rounded at most, each term once included, but for scales. */
  readonly roundings: (i: number, j: number) => number;
  readonly coded: CodedError;
}

function boundOf<R extends string, C extends string>(
  { magnitudes, unit, roundings, coded }: Sums<R, C>,
  format: SumFormat,
): Matrix<R, C> {
  const capacity = coded.isLossless ? Math.min(capacityOf(unit, format), format.largest) : 0;
  const gammas = new Map<number, number>();
  return magnitudes.map((magnitude, i, j) => {
    // Below 2^53 units the magnitude is exact, and so is the decision.
    if (magnitude === 0 || (magnitude <= capacity && magnitude < unit * 2 ** 53)) return 0;
    const often = roundings(i, j) + coded.roundings;
    const gamma = gammas.get(often) ?? gammaOf(often, format.unitRoundoff);
    gammas.set(often, gamma);
    if (!(magnitude * (1 + gamma) < format.largest)) return Number.POSITIVE_INFINITY;
    return outward(gamma * magnitude + often * format.smallest + coded.lost);
  });
}

/** How often a sum of so many terms is rounded at most, each term once included. */
export function roundingsOf(terms: number, { fused }: SumFormat): number {
  return fused === undefined ? terms : terms + 2 * Math.ceil(terms / fused.terms);
}

/**
 * How often each entry of A·B is rounded at most. Of sums that are kept, terms are counted where operands are sparse
 * and all products are exact: n terms that are not 0 take n − 1 roundings.
 */
function roundingsIn(a: Matrix, b: Matrix, format: SumFormat): Sums<string, string>['roundings'] {
  const most = roundingsOf(a.cols, format);
  if (format.fused !== undefined) return () => most;
  if (format.isSaid && a.cols === 2 && areProductsExact([a, b], format, wholeBits))
    return () => 1.5;
  if (!format.isKept) return () => most;
  if ((!isSparse(a) && !isSparse(b)) || !areProductsExact([a, b], format)) return () => most;
  const extents = [a.rows, a.cols, b.cols] as const;
  const counts = productOf(a.entries().map(isTerm), b.entries().map(isTerm), extents);
  return (i, j) => Math.max(1, at(counts, i * b.cols + j) - 1);
}

/** The numbers to which a fused sum aligns what is smaller in either factor; of a conventional one, 0. */
function normalsOf(
  left: Extremes,
  right: Extremes,
  { fused, coded = { range: 0 } }: SumFormat,
): [number, number] {
  if (fused === undefined) return [0, 0];
  const scaled = (extremes: Extremes, factor: CodedFactor | undefined): number =>
    factor === undefined ? fused.normal : fused.normal * largestScale(extremes, factor);
  return [scaled(left, coded.left), scaled(right, coded.right)];
}

/** Numbers of the exponents by which they are aligned. */
function alignedTo<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  normal: number,
): Matrix<R, C> {
  if (normal === 0) return matrix;
  return matrix.map((entry) => (entry === 0 ? 0 : Math.max(Math.abs(entry), normal)));
}

/** γ of a sum of so many terms, with room for one rounding from a wider format. */
export function gammaOf(terms: number, u: number): number {
  if (terms === 1) return outward(u * (1 + 2 ** -11) * (1 + u));
  if (terms * u < 0.5) return (terms * u) / (1 - terms * u);
  let power = 1;
  for (let term = 0; term < terms && Number.isFinite(power); term += 1) power *= 1 + u;
  return outward(power * (1 + terms * 2 ** -52) - 1);
}

/**
 * The greatest power of two, up to the largest entry, of which every entry is a multiple; 0 when
 * the largest entry then needs more than `bits` significand bits, or an entry is not finite.
 */
export function unitOf(matrix: Matrix, bits: number): number {
  return scaleOf(matrix, bits).unit;
}

function scaleOf(matrix: Matrix, bits: number): Extremes {
  const entries = matrix.entries();
  let largest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Math.abs(entry);
    largest = Math.max(largest, size);
    if (size > 0) least = Math.min(least, size);
  }
  if (!Number.isFinite(largest)) return { unit: 0, largest, least };
  let unit = largest === 0 ? 1 : 2 ** exponentOf(largest);
  for (const entry of entries) {
    while (entry !== 0 && !isMultiple(entry, unit)) {
      unit /= 2;
      if (unit === 0 || largest / unit > 2 ** bits) return { unit: 0, largest, least };
    }
  }
  return { unit, largest, least };
}

function isMultiple(entry: number, unit: number): boolean {
  return Math.abs(entry) >= unit && Number.isInteger(entry / unit);
}
