import { operandNames } from '../../number/tensor-formats.ts';
import { type Draw, pick } from '../../problem/draw/draw.ts';
import type { EntryKind } from '../../problem/draw/draw-entries.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';

/** The axes of rows and columns of each operand. */
const sides = { X: ['m', 'n'], W: ['n', 'k'], dY: ['m', 'k'] } as const;

/** No operand of more entries is made only to have several blocks. */
const mostEntries = 2 ** 15;

/** So many whole blocks down and across, and a part of one. */
const wholes = [
  [1, 1],
  [1, 1],
  [1, 2],
  [2, 1],
] as const;

/**
 * Of each coded operand, two or three blocks each way, the last of which ends with the matrix. Entries are of
 * these kinds.
 */
export function blockOptions(
  draw: Draw,
  { formats }: ProblemOptions,
  kinds: readonly EntryKind[],
): Partial<ProblemOptions>[] {
  return operandNames.flatMap((name) => {
    const block = formats?.[name].coding?.block;
    if (block === undefined) return [];
    return wholes.flatMap(([down, across]) => {
      const [rows, cols] = [beyond(draw, block[0], down), beyond(draw, block[1], across)];
      if (rows * cols > mostEntries) return [];
      const other = { m: draw.integer(1, 2), n: draw.integer(1, 2), k: draw.integer(1, 2) };
      const [row, column] = sides[name];
      return [{ fixed: { ...other, [row]: rows, [column]: cols }, kinds: [pick(draw, kinds)] }];
    });
  });
}

function beyond(draw: Draw, extent: number, whole: number): number {
  if (!Number.isFinite(extent)) return draw.integer(2, 9);
  return whole * extent + draw.integer(1, Math.min(8, extent));
}
