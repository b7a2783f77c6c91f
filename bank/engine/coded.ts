/** Operands that are codes and scales, and the sums of their products, as kernels form them. */
import { at, entryAt } from '../../src/at.ts';
import type { Operand, Scaled, ScaledFormat, TensorFormat } from '../../src/contract/subject.ts';

/** An operand as a kernel reads it: the codes and the scales of its entries, row-major. */
export interface Coded {
  readonly rows: number;
  readonly cols: number;
  readonly codes: Float64Array;
  /** One an entry. */
  readonly scales: Float64Array;
  readonly grid: Grid;
  /** The scale of all of it; 1, where it has none. */
  readonly all: number;
}

/** One scale a block, row-major: so many rows and columns of them, for blocks of this size. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  readonly height: number;
  readonly width: number;
  readonly scales: Float64Array;
}

function uncoded(data: Float64Array): Scaled {
  return { codes: data, scales: Float64Array.of(1) };
}

/** An operand; without codes, its entries and scale 1. */
export function coded(
  { shape, data, scaled = uncoded(data) }: Operand,
  format: TensorFormat | ScaledFormat | undefined,
): Coded {
  const [rows, cols] = [at(shape, 0), at(shape, 1)];
  const { block } =
    scaled.codes === data || typeof format !== 'object' ? { block: ['all', 'all'] } : format;
  const within = (extent: number, said: unknown): number =>
    typeof said === 'number' ? Math.min(said, Math.max(1, extent)) : Math.max(1, extent);
  const [height, width] = [within(rows, block[0]), within(cols, block[1])];
  const grid = { height, width, rows: Math.ceil(rows / height), cols: Math.ceil(cols / width) };
  return rescaled(
    {
      ...{ rows, cols, codes: scaled.codes, all: scaled.globalScale?.[0] ?? 1 },
      grid: { ...grid, scales: scaled.scales },
    },
    (i, j) => entryAt(scaled.scales, Math.floor(i / height) * grid.cols + Math.floor(j / width)),
  );
}

/** The operand with the scale of entry (i, j) said anew. */
export function rescaled(
  { rows, cols, codes, grid, all }: Omit<Coded, 'scales'>,
  scale: (i: number, j: number) => number,
): Coded {
  const scales = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1) scales[i * cols + j] = scale(i, j);
  }
  return { rows, cols, codes, scales, grid, all };
}

/** Its transpose. */
export function turnedCodes({ rows, cols, codes, scales, ...whole }: Coded): Coded {
  const turned = (entries: Float64Array): Float64Array => {
    const other = new Float64Array(entries.length);
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < cols; j += 1) other[j * rows + i] = entryAt(entries, i * cols + j);
    }
    return other;
  };
  return { rows: cols, cols: rows, codes: turned(codes), scales: turned(scales), ...whole };
}

/** Terms of a sum that have the same two scales. */
export interface Run {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly scales: readonly [number, number];
}

/** The terms of entry (i, j) of A·Bᵀ, cut wherever one of the scales changes. */
export function runsOf(a: Coded, b: Coded, [i, j]: readonly [number, number]): Run[] {
  const [first, second] = [i * a.cols, j * b.cols];
  const runs: Run[] = [];
  let start = 0;
  for (let p = 1; p <= a.cols; p += 1) {
    const [s, t] = [entryAt(a.scales, first + start), entryAt(b.scales, second + start)];
    const goesOn = p < a.cols && a.scales[first + p] === s && b.scales[second + p] === t;
    if (goesOn) continue;
    runs.push({
      left: a.codes.subarray(first + start, first + p),
      right: b.codes.subarray(second + start, second + p),
      scales: [s, t],
    });
    start = p;
  }
  return runs;
}
