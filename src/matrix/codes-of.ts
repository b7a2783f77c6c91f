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
  for (const block of blocksOf(stack, coding.block)) {
    const scale = scaleFor(entriesIn(block, entries), coding);
    if (scale === undefined) return undefined;
    scales.push(scale);
    writeCodes(codes, { ...block, entries, scale });
  }
  return { codes, scales: Float64Array.from(scales) };
}

/** Rows of equal width. */
interface Block {
  /** Where the first of them begins, and from one to the next. */
  readonly first: number;
  readonly stride: number;
  readonly rows: number;
  readonly cols: number;
}

function entriesIn({ first, stride, rows, cols }: Block, entries: Float64Array): Float64Array {
  if (rows === 1) return entries.subarray(first, first + cols);
  const all = new Float64Array(rows * cols);
  for (let i = 0, place = 0; i < rows; i += 1) {
    for (let j = 0, from = first + i * stride; j < cols; j += 1, place += 1, from += 1) {
      all[place] = entryAt(entries, from);
    }
  }
  return all;
}

function writeCodes(
  codes: Float64Array,
  { first, stride, rows, cols, ...of }: Block & { entries: Float64Array; scale: number },
): void {
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0, place = first + i * stride; j < cols; j += 1, place += 1) {
      codes[place] = entryAt(of.entries, place) / of.scale;
    }
  }
}

/** Block by block in row-major order. */
function* blocksOf(
  { members, rows, cols }: Stack,
  [height, width]: Coding['block'],
): Generator<Block> {
  for (let member = 0; member < members; member += 1) {
    for (let i = 0; i < rows; i += height) {
      for (let j = 0; j < cols; j += width) {
        const size = { rows: Math.min(height, rows - i), cols: Math.min(width, cols - j) };
        yield { first: (member * rows + i) * cols + j, stride: cols, ...size };
      }
    }
  }
}
