import { entryAt } from '../at.ts';
import { tileKernel } from './tile-kernel.ts';
import type { Extents } from './tiled-product.ts';

/** Rows of A, terms, and columns of B that lie packed at a time, as tile-kernel.wat has it. */
const [mostRows, mostTerms, mostCols] = [128, 256, 512];

/** Where B and C begin, in entries. */
const [startOfB, startOfC] = [mostRows * mostTerms, (mostRows + mostCols) * mostTerms];

/** Rows and columns of a tile. */
const side = 4;

interface Kernel {
  readonly memory: Float64Array;
  /** C += A·B of what lies there: so many rows and columns, at least one term. */
  readonly addBlock: (rows: number, cols: number, terms: number) => void;
}

/** Made when this file is loaded, before a subject in the same realm can replace WebAssembly. */
const kernel = startKernel();

/** Nothing, where there is no WebAssembly, or none with SIMD. */
function startKernel(): Kernel | undefined {
  try {
    const bytes = Uint8Array.from(atob(tileKernel), (letter) => letter.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    // SAFETY: tile-kernel.wat has these two.
    const { memory, addBlock } = exports as { memory: WebAssembly.Memory } & Omit<Kernel, 'memory'>;
    return { memory: new Float64Array(memory.buffer), addBlock };
  } catch {
    return undefined;
  }
}

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k, no extent 0, with two sums in each register of
 * WebAssembly: the same bits as those of `tiledProduct`. Nothing, where there is no SIMD. (Blocks and packed
 * operands: Goto & van de Geijn, ACM Trans. Math. Softw. 34 (2008) 12.)
 */
export function simdProduct(
  a: Float64Array,
  b: Float64Array,
  [m, q, k]: Extents,
): Float64Array | undefined {
  if (kernel === undefined) return undefined;
  const { memory, addBlock } = kernel;
  const out = new Float64Array(m * k);
  for (let j = 0; j < k; j += mostCols) {
    const cols = Math.min(mostCols, k - j);
    for (let p = 0; p < q; p += mostTerms) {
      const terms = Math.min(mostTerms, q - p);
      pack(
        b.subarray(p * k + j),
        { count: cols, across: 1, along: k, terms },
        memory.subarray(startOfB),
      );
      for (let i = 0; i < m; i += mostRows) {
        const rows = Math.min(mostRows, m - i);
        pack(a.subarray(i * q + p), { count: rows, across: q, along: 1, terms }, memory);
        const sums = { entries: memory.subarray(startOfC), stride: mostCols };
        const block = { entries: out.subarray(i * k + j), stride: k };
        copyRows(block, sums, [rows, cols]); // 0 in the beginning
        addBlock(rows, cols, terms);
        copyRows(sums, block, [rows, cols]);
      }
    }
  }
  return out;
}

/** Rows of A or columns of B: their count, the steps from one to the next and inside one, their length. */
interface Lines {
  readonly count: number;
  readonly across: number;
  readonly along: number;
  readonly terms: number;
}

/** Four lines at a time, interleaved. Beyond the last one it comes again, and goes into sums for nobody. */
function pack(from: Float64Array, { count, across, along, terms }: Lines, to: Float64Array): void {
  for (let line = 0, next = 0; line < count; line += side) {
    let at0 = line * across;
    let at1 = Math.min(line + 1, count - 1) * across;
    let at2 = Math.min(line + 2, count - 1) * across;
    let at3 = Math.min(line + 3, count - 1) * across;
    for (let p = 0; p < terms; p += 1, next += side) {
      to[next] = entryAt(from, at0);
      to[next + 1] = entryAt(from, at1);
      to[next + 2] = entryAt(from, at2);
      to[next + 3] = entryAt(from, at3);
      at0 += along;
      at1 += along;
      at2 += along;
      at3 += along;
    }
  }
}

/** Rows that lie so far from one another. */
interface Rows {
  readonly entries: Float64Array;
  readonly stride: number;
}

/** Below so many entries a row, a loop costs less than a view of each. */
const fewCols = 32;

function copyRows(from: Rows, to: Rows, [rows, cols]: readonly [number, number]): void {
  for (let i = 0; i < rows; i += 1) {
    const [start, end] = [i * from.stride, i * to.stride];
    if (cols >= fewCols) to.entries.set(from.entries.subarray(start, start + cols), end);
    else {
      for (let j = 0; j < cols; j += 1) to.entries[end + j] = entryAt(from.entries, start + j);
    }
  }
}
