/** Matrices that are made to break error bounds. */
import { Matrix } from '../../src/matrix/matrix.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { chance, type Draw, pick } from '../../src/problem/draw/draw.ts';

/** A·B, (m×q)(q×k), and what may be added to it. */
export interface Factors {
  readonly left: Matrix;
  readonly right: Matrix;
  readonly added: Matrix;
}

/** Factors with extents up to 6 and inner extents up to 40, in the format. */
export function drawFactors(draw: Draw, format: NumberFormat): Factors {
  const [rows, cols] = [draw.integer(1, 6), draw.integer(1, 6)];
  const inner = chance(draw, 20) ? draw.integer(1, 40) : draw.integer(1, 6);
  const entries = pick(draw, kinds)(draw, format);
  const matrix = (height: number, width: number): Matrix =>
    Matrix.of([height, width], () => (chance(draw, 10) ? 0 : entries()));
  return { left: matrix(rows, inner), right: matrix(inner, cols), added: matrix(rows, cols) };
}

type Kind = (draw: Draw, format: NumberFormat) => () => number;

const kinds: readonly Kind[] = [
  small,
  fullSignificands,
  atCapacity,
  powersApart,
  justBeyondCapacity,
  nearlyCancelling,
  nearUnderflow,
  nearOverflow,
];

function sign(draw: Draw): number {
  return chance(draw, 50) ? -1 : 1;
}

function small(draw: Draw): () => number {
  return () => draw.integer(-3, 3);
}

function significand(draw: Draw, { precision }: NumberFormat): number {
  const half = 2 ** (precision - 1);
  return (sign(draw) * draw.integer(half, 2 * half - 1)) / half;
}

function fullSignificands(draw: Draw, format: NumberFormat): () => number {
  return () => significand(draw, format) * 2 ** draw.integer(-3, 3);
}

/** Integers whose products come near to 2^p, on either side. */
function atCapacity(draw: Draw, { precision }: NumberFormat): () => number {
  const limit = Math.floor(2 ** (precision / 2 - draw.integer(0, 3)));
  return () => sign(draw) * Math.max(1, limit - draw.integer(0, 2));
}

/** 1 and powers of two about a significand apart: sums that lose the smaller one. */
function powersApart(draw: Draw, { precision, maxExponent }: NumberFormat): () => number {
  const far = Math.min(Math.ceil(precision / 2) + draw.integer(-2, 2), maxExponent >> 1);
  return () => sign(draw) * 2 ** pick(draw, [0, far, -far, far - 1, 1]);
}

/** Sums of a power of two and of a few of its last units: just what the significand cannot hold. */
function justBeyondCapacity(draw: Draw, { precision }: NumberFormat): () => number {
  const low = -draw.integer(1, Math.floor(precision / 4));
  const high = Math.floor((precision + 2 * low + draw.integer(-1, 1)) / 2);
  return () => 2 ** pick(draw, [high, low, low]);
}

function nearlyCancelling(draw: Draw, { precision }: NumberFormat): () => number {
  return () => sign(draw) * (1 + draw.integer(0, 3) * 2 ** (1 - precision));
}

function nearUnderflow(draw: Draw, { smallest, precision }: NumberFormat): () => number {
  const lowest = Math.ceil(Math.log2(smallest) / 2);
  return () => sign(draw) * draw.integer(1, 7) * 2 ** (lowest + draw.integer(-4, precision >> 1));
}

function nearOverflow(draw: Draw, format: NumberFormat): () => number {
  const highest = Math.floor(format.maxExponent / 2);
  return () => significand(draw, format) * 2 ** (highest + draw.integer(-2, 0));
}
