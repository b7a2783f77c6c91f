import { entryAt } from '../at.ts';
import { type Ball, distance } from '../certified/ball.ts';
import { gammaOf } from '../certified/bound.ts';
import { outward } from '../certified/error-free.ts';
import { magnitudesTimesVector, timesVector } from '../matrix/times-vector.ts';
import type { Draw } from '../problem/draw/draw.ts';
import { chosenPlaces } from './chosen-places.ts';
import { entryBall, type Product, summedWithin, transposedProduct } from './entry-ball.ts';

/** What probing a product came to. */
export interface Probed {
  /** An entry that is wrong. */
  readonly wrong?: WrongEntry;
  /** Of a batch: which member it is in. */
  readonly member?: number;
  /** A wrong part of an exact product goes unseen with a probability of at most 2^−bits; else 0. */
  readonly bits: number;
  /** Entries that were computed one by one, and how many of them might as well have been 0. */
  readonly entries: number;
  readonly vacuous: number;
  /** The largest error of such an entry as a fraction of the allowed one. */
  readonly closest: number;
}

/** An entry outside of its ball. */
export interface WrongEntry {
  readonly entry: readonly [row: number, column: number];
  readonly expected: Ball;
  readonly actual: number;
}

/** An exact product is probed until a wrong part goes unseen with at most 2^−this; a large one, which costs more. */
const [wantedBits, wantedOfMany] = [32, 16];
const many = 2 ** 20;

/**
 * Looks for a wrong entry of C = A·B, (ℓ×q)(q×c), without multiplying it out, in O(ℓq + qc + ℓc):
 *
 * - Of exact products: C·v = A·(B·v) for random whole v in [−2^s, 2^s], or uᵀ·C = (uᵀ·A)·B, whichever
 *   vector is shorter. All that is summed is whole and at most 2^53, so both sides are exact. A wrong row
 *   agrees for at most one of the 2^(s+1) + 1 values of one entry of v (Freivalds, IFIP Congress 1977, 839;
 *   Schwartz, J. ACM 27 (1980) 701).
 * - Of others: |(C − A·B)·v| ≤ R·|v| for v of ±1, R as in `entryBall`, and what both sides lose in float64.
 *   That sees what is wrong everywhere, such as a lower precision.
 * - Of all: some entries one by one, on the borders of tiles and elsewhere (`chosenPlaces`).
 *
 * Whatever is found, an entry outside of its ball is shown; what no entry shows accuses nobody.
 */
export function probeProduct(product: Product, draw: Draw): Probed {
  const isExact = product.kind === 'exact';
  const { bits, wrong } = isExact ? probeExactly(product, draw) : probeBySigns(product, draw);
  if (wrong !== undefined) return { wrong, bits, entries: 0, vacuous: 0, closest: 0 };
  return { bits, ...probeEntries(product, draw) };
}

interface Found {
  readonly bits: number;
  readonly wrong?: WrongEntry | undefined;
}

/** Probes from the side of the shorter vector, until enough is known. */
function probeExactly(product: Product, draw: Draw): Found {
  const outside = firstOutside(product);
  if (outside !== undefined) return { bits: 0, wrong: wrongAt(product, outside) };
  const side = product.answer.cols <= product.answer.rows ? product : transposedProduct(product);
  const { left, right, answer } = side;
  const wanted = answer.rows * answer.cols < many ? wantedBits : wantedOfMany;
  const s = Math.min(30, 53 - Math.ceil(Math.log2(product.most * right.cols)));
  let bits = 0;
  while (bits < wanted) {
    const v = vectorOf(right.cols, () => draw.integer(-(2 ** s), 2 ** s));
    const [expected, actual] = [timesVector(left, timesVector(right, v)), timesVector(answer, v)];
    const row = expected.findIndex((value, i) => value !== actual[i]);
    if (row >= 0) return { bits, wrong: wrongInRow(product, side, row) };
    bits += s + 1;
  }
  return { bits };
}

/** The first entry that no sum of these whole numbers can be. */
function firstOutside({ answer, most }: Product): [number, number] | undefined {
  const entries = answer.entries();
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entryAt(entries, place);
    if (entry === Math.trunc(entry) && Math.abs(entry) <= most) continue;
    return [Math.floor(place / answer.cols), place % answer.cols];
  }
  return undefined;
}

/** The same by vectors of ±1, within what rounding allows. */
function probeBySigns(product: Product, draw: Draw): Found {
  const { left, right, answer, kind, arithmetic } = product;
  const { accumulator, format, stores } = arithmetic;
  const [q, c] = [left.cols, right.cols];
  const signs = vectorOf(c, () => 2 * draw.integer(0, 1) - 1);
  const ones = vectorOf(c, () => 1);
  const [expected, actual] = [
    timesVector(left, timesVector(right, signs)),
    timesVector(answer, signs),
  ];
  const sizes = magnitudesTimesVector(left, magnitudesTimesVector(right, ones));
  const said = magnitudesTimesVector(answer, ones);
  const evaluating = gammaOf(q + c + 3, 2 ** -53);
  const moving = accumulator === undefined ? 0 : stores === 'toward zero' ? 2 : 1;
  for (let i = 0; i < expected.length; i += 1) {
    const size = outward(entryAt(sizes, i) * (1 + evaluating));
    const stored = outward(entryAt(said, i) * (1 + evaluating));
    const summed = kind === 'rounded' ? summedWithin(product, size, c) : 0;
    const moved = moving * (format.unitRoundoff * stored + c * format.smallest);
    const allowed = outward(summed + moved + evaluating * outward(size + stored));
    const off = Math.abs(entryAt(actual, i) - entryAt(expected, i));
    if (off <= allowed || allowed === Number.POSITIVE_INFINITY) continue; // off may be NaN
    const wrong = wrongInRow(product, product, i);
    if (wrong !== undefined) return { bits: 0, wrong };
  }
  return { bits: 0 };
}

function vectorOf(length: number, entry: () => number): Float64Array {
  return new Float64Array(length).map(entry);
}

/** The first entry of a row that is outside of its ball; `side` may be the product transposed. */
function wrongInRow(product: Product, side: Product, row: number): WrongEntry | undefined {
  const isTurned = side.left !== product.left;
  for (let j = 0; j < side.answer.cols; j += 1) {
    const wrong = wrongAt(product, isTurned ? [j, row] : [row, j]);
    if (isOutside(wrong)) return wrong;
  }
  return undefined;
}

/** The first wrong entry of a product that is small enough to look at every one. */
export function firstWrong(product: Product): WrongEntry | undefined {
  for (let i = 0; i < product.answer.rows; i += 1) {
    const wrong = wrongInRow(product, product, i);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** An entry, and the ball in which it must lie. */
export function wrongAt(product: Product, [i, j]: readonly [number, number]): WrongEntry {
  return { entry: [i, j], expected: entryBall(product, i, j), actual: product.answer.at(i, j) };
}

/** Whether an entry is outside of its ball. */
export function isOutside({ expected, actual }: WrongEntry): boolean {
  return !(distance(expected, { mid: actual, rad: 0 }) <= 0);
}

/** Entries one by one, for about as much work as the probes are; a few, where probes see everything. */
function probeEntries(product: Product, draw: Draw): Omit<Probed, 'bits'> {
  const { left, right } = product;
  const [rows, q, cols] = [left.rows, left.cols, right.cols];
  const work = rows * q + q * cols + rows * cols;
  const most = product.kind === 'exact' ? 64 : 1024;
  const count = Math.max(32, Math.min(most, Math.floor(work / (4 * q))));
  let [vacuous, closest] = [0, 0];
  const places = chosenPlaces([rows, cols], count, draw);
  for (const place of places) {
    const found = wrongAt(product, place);
    const { expected, actual } = found;
    if (isOutside(found)) return { wrong: found, entries: 0, vacuous: 0, closest };
    if (expected.rad === 0) continue;
    if (Math.abs(expected.mid) <= expected.rad) vacuous += 1;
    if (expected.rad === Number.POSITIVE_INFINITY) continue; // it may not be a number
    closest = Math.max(closest, Math.abs(actual - expected.mid) / expected.rad);
  }
  return { entries: places.length, vacuous, closest };
}
