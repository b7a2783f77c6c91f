import { entryAt } from '../at.ts';
import type { Scaled } from '../contract/subject.ts';
import { type Coding, globalScalesFor, scaleFor } from '../number/coding.ts';

/** Matrices of equal shape below one another, row-major. */
export interface Stack {
  readonly entries: Float64Array;
  readonly members: number;
  /** Of one of them. */
  readonly rows: number;
  readonly cols: number;
}

/**
 * The codes and scales of matrices; nothing, where they have none. Every member has a grid of its own, and a global
 * scale of its own where there is one.
 */
export function codesOf(stack: Stack, coding: Coding): Scaled | undefined {
  if (coding.globalScale === undefined) return inBlocks(stack, coding);
  const { entries, members, rows, cols } = stack;
  const codes = new Float64Array(entries.length);
  const scales: number[] = [];
  const globalScale = new Float64Array(members).fill(1);
  const size = rows * cols;
  for (let member = 0; member < members; member += 1) {
    const part = entries.subarray(member * size, (member + 1) * size);
    const found = inMatrix({ entries: part, members: 1, rows, cols }, coding);
    if (found === undefined) return undefined;
    codes.set(found.codes, member * size);
    for (const scale of found.scales) scales.push(scale);
    globalScale[member] = found.all;
  }
  return { codes, scales: Float64Array.from(scales), globalScale };
}

/** The names of what an operand of codes and scales is made of. */
const parts = ['codes', 'scales', 'globalScale'] as const;

/** What an operand of codes and scales is made of, by name. */
export function partsOf(scaled: Scaled | undefined): readonly (readonly [Part, Float64Array])[] {
  return parts.flatMap((name) => {
    const numbers = scaled?.[name];
    return numbers === undefined ? [] : [[name, numbers] as const];
  });
}

type Part = (typeof parts)[number];

/** The same numbers in arrays of their own. */
export function copyOf(scaled: Scaled): Scaled {
  const { codes, scales, globalScale } = scaled;
  const own = { codes: codes.slice(), scales: scales.slice() };
  return globalScale === undefined ? own : { ...own, globalScale: globalScale.slice() };
}

/** Writes the numbers of `fresh` over those of `last`, which has as many. */
export function writeParts(last: Scaled, fresh: Scaled): void {
  for (const [name, numbers] of partsOf(fresh)) last[name]?.set(numbers);
}

/** Of one matrix, with the first global scale by which all of its entries have codes. */
function inMatrix(stack: Stack, coding: Coding): (Scaled & { readonly all: number }) | undefined {
  const { entries } = stack;
  for (const all of globalScalesFor(largestOf(entries), coding)) {
    // What is left of an entry has few bits, where it is a code times a scale: then their product is exact.
    const rest = entries.map((entry) => entry / all);
    if (!rest.every((each, place) => Object.is(each * all, entries[place]))) continue;
    const found = inBlocks({ ...stack, entries: rest }, coding);
    if (found !== undefined) return { ...found, all };
  }
  return undefined;
}

function largestOf(entries: Float64Array): number {
  let largest = 0;
  for (const entry of entries) {
    const size = Math.abs(entry);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

function inBlocks(stack: Stack, coding: Coding): Scaled | undefined {
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
