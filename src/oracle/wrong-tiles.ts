import { entryAt } from '../at.ts';
import { timesVector } from '../matrix/times-vector.ts';
import type { Draw } from '../problem/draw/draw.ts';
import type { Product } from './entry-ball.ts';
import { isOutside, wrongAt } from './probe-product.ts';

/** Tiles of a matrix, and for each row of them whether they have wrong entries. */
export interface WrongTiles {
  readonly tile: readonly [rows: number, columns: number];
  readonly wrong: readonly (readonly boolean[])[];
}

/** At most so many tiles below and beside one another. */
const [most, mostBeside] = [16, 32];

/**
 * Where a product is wrong. Of an exact one each tile is probed with a vector that is 0 outside its columns;
 * of another, some entries of each tile are looked at.
 */
export function wrongTiles(product: Product, draw: Draw): WrongTiles {
  const { rows, cols } = product.answer;
  const tile = [tileOf(rows, most), tileOf(cols, mostBeside)] as const;
  const [down, beside] = [Math.ceil(rows / tile[0]), Math.ceil(cols / tile[1])];
  const columns = Array.from({ length: beside }, (_, column) => {
    const [from, to] = [column * tile[1], Math.min(cols, (column + 1) * tile[1])];
    if (product.kind === 'exact') return wrongRows(product, draw, [from, to]);
    return (i: number): boolean => isOutside(wrongAt(product, [i, draw.integer(from, to - 1)]));
  });
  const wrong = Array.from({ length: down }, (_, row) => {
    const lines = linesOf(row * tile[0], Math.min(rows, (row + 1) * tile[0]), product.kind);
    return columns.map((isWrong) => lines.some(isWrong));
  });
  return { tile, wrong };
}

/** A power of two, so that tiles are those of kernels. */
function tileOf(extent: number, most: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(extent / most)));
}

/** Every row of a tile, or a few. */
function linesOf(from: number, to: number, kind: Product['kind']): number[] {
  const all = Array.from({ length: to - from }, (_, line) => from + line);
  return kind === 'exact' ? all : [...new Set([from, Math.floor((from + to) / 2), to - 1])];
}

/**
 * Which rows are wrong between two columns. They are probed in parts so narrow that all that is summed is at most
 * 2^53, by vectors of 16 bits at least.
 */
function wrongRows(
  { left, right, answer, most: largest }: Product,
  draw: Draw,
  [from, to]: readonly [number, number],
): (i: number) => boolean {
  const room = 53 - Math.ceil(Math.log2(largest));
  const width = Math.min(to - from, 2 ** Math.max(0, room - 16));
  const s = Math.max(0, Math.min(30, room - Math.ceil(Math.log2(width))));
  const wrong = new Set<number>();
  for (let start = from; start < to; start += width) {
    const end = Math.min(to, start + width);
    const v = new Float64Array(end - start).map(() => draw.integer(1, 2 ** s));
    const expected = timesVector(left, timesVector(right.columnRange(start, end), v));
    const actual = timesVector(answer.columnRange(start, end), v);
    for (let i = 0; i < answer.rows; i += 1) {
      if (entryAt(expected, i) !== entryAt(actual, i)) wrong.add(i);
    }
  }
  return (i) => wrong.has(i);
}
