import { entryAt } from '../at.ts';
import type { Scaled } from '../contract/subject.ts';
import { type Coding, scaleFor } from '../number/coding.ts';

/** Matrices of equal shape below one another, row-major. */
export interface Stack {
  readonly entries: Float64Array;
  readonly members: number;
  /** Of one of them. */
  readonly rows: number;
  readonly cols: number;
}

/** The codes and scales of matrices; nothing, where they have none. Every member has a grid of its own. */
export function codesOf(stack: Stack, coding: Coding): Scaled | undefined {
  const { entries } = stack;
  const scales: number[] = [];
  const codes = new Float64Array(entries.length);
  for (const places of blocksOf(stack, coding.block)) {
    const block = places.map((place) => entryAt(entries, place));
    const scale = scaleFor(block, coding);
    if (scale === undefined) return undefined;
    scales.push(scale);
    for (const place of places) codes[place] = entryAt(entries, place) / scale;
  }
  return { codes, scales: Float64Array.from(scales) };
}

/** The places of the entries of each block, block by block in row-major order. */
function* blocksOf(
  { members, rows, cols }: Stack,
  [height, width]: Coding['block'],
): Generator<number[]> {
  for (let member = 0; member < members; member += 1) {
    for (let i = 0; i < rows; i += height) {
      for (let j = 0; j < cols; j += width) {
        const places: number[] = [];
        for (let row = i; row < Math.min(i + height, rows); row += 1) {
          for (let col = j; col < Math.min(j + width, cols); col += 1) {
            places.push((member * rows + row) * cols + col);
          }
        }
        yield places;
      }
    }
  }
}
