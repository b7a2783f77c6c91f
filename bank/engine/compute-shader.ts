/**
 * A product as a compute shader makes it, simulated: a workgroup has a thread for each entry of a tile of
 * the result. Its threads stage tiles of both operands in memory that they share, and wait for each other
 * at barriers (https://www.w3.org/TR/WGSL/#barrier). Tiles are scaled down, and a subgroup, whose threads
 * go in step, is a row of a tile.
 */
import { at, entryAt } from '../../src/at.ts';
import type { Product } from './parts.ts';
import { get, placeOf, type View } from './view.ts';

/** The rows and columns of a tile. */
export const tile = 4;

/** What a fault of a shader replaces. */
export interface Shader {
  /** What a thread stages of an operand; undefined where it leaves what was staged before. */
  stage(operand: View, row: number, column: number): number | undefined;
  /** Whether threads wait for each other when they have read a tile. */
  readonly waits: boolean;
}

/** Beyond the edges of an operand there are zeros. */
export const rightShader: Shader = {
  stage: (operand, row, column) => (isInside(operand, row, column) ? get(operand, row, column) : 0),
  waits: true,
};

export function isInside({ rows, cols }: View, row: number, column: number): boolean {
  return row < rows && column < cols;
}

/** An entry of a buffer, by a place that may lie outside: then it is the nearest one. */
export function clamped(data: Float64Array, place: number): number {
  return data.length === 0 ? 0 : entryAt(data, Math.max(0, Math.min(place, data.length - 1)));
}

/** A workgroup for each tile of the result. */
export function dispatch(shader: Shader, product: Product): void {
  const { a, b, out, alpha, accumulate } = product;
  for (let top = 0; top < a.rows; top += tile) {
    for (let left = 0; left < b.cols; left += tile) {
      const sums = workgroup(shader, product, [top, left]);
      for (let i = top; i < Math.min(top + tile, a.rows); i += 1) {
        for (let j = left; j < Math.min(left + tile, b.cols); j += 1) {
          const sum = alpha * entryAt(sums, (i - top) * tile + j - left);
          const place = placeOf(out, i, j);
          out.data[place] = accumulate ? at(out.data, place) + sum : sum;
        }
      }
    }
  }
}

/** The sums of the tile whose first entry is at `top` and `left`, row-major. */
function workgroup(
  { stage, waits }: Shader,
  { a, b }: Product,
  [top, left]: readonly [number, number],
): Float64Array {
  const zeros = (): Float64Array => new Float64Array(tile * tile);
  const [ofA, ofB, sums] = [zeros(), zeros(), zeros()];
  /** By the subgroup `y`: its row of both tiles. */
  const load = (y: number, first: number): void => {
    for (let x = 0; x < tile; x += 1) {
      const place = y * tile + x;
      ofA[place] = stage(a, top + y, first + x) ?? entryAt(ofA, place);
      ofB[place] = stage(b, first + y, left + x) ?? entryAt(ofB, place);
    }
  };
  const add = (y: number): void => {
    for (let x = 0; x < tile; x += 1) {
      for (let p = 0; p < tile; p += 1) {
        const term = entryAt(ofA, y * tile + p) * entryAt(ofB, p * tile + x);
        sums[y * tile + x] = entryAt(sums, y * tile + x) + term;
      }
    }
  };
  for (let first = 0; first < a.cols; first += tile) {
    for (let y = 0; y < tile; y += 1) load(y, first);
    add(0);
    // The first subgroup is ahead of the others where nothing holds it up.
    if (!waits && first + tile < a.cols) load(0, first + tile);
    for (let y = 1; y < tile; y += 1) add(y);
  }
  return sums;
}
