import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { pairsOf } from './pairs-of.ts';
import type { Asked } from './probe.ts';
import type { Probed } from './probed.ts';
import type { Below } from './tree.ts';

/**
 * What masks tell of operands of eight bits. Neither factor has room for M beside 1, but both together have: M² is
 * the product of two of the largest, and a count that of two of the smallest. So each pair has a row of A and a
 * column of B, and its entry lies on the diagonal of a result. Nothing, where entries are no counts.
 */
export async function seeFloat8Pairs({
  multiply,
  size,
  format,
}: Pick<Asked, 'multiply' | 'size' | 'format'>): Promise<Below | undefined> {
  const table = Array.from({ length: size }, () => new Array<number>(size).fill(Number.NaN));
  const pairs = pairsOf(size);
  const { mask, unit } = factorsOf(format);
  for (let from = 0; from <= pairs.length; from += size) {
    // After the last pair there is a line of counts alone.
    const lineOf = (line: number): readonly number[] => pairs[from + line] ?? [];
    const filled = (second: number): Matrix =>
      Matrix.of([size, size], (line, term) => {
        const [p, r] = lineOf(line);
        return term === p ? mask : term === r ? second : unit;
      });
    const product = await multiply(filled(-mask), filled(mask).T);
    for (let line = 0; line < size; line += 1) {
      const count = at(product, line * size + line) / unit ** 2;
      const [p, r] = lineOf(line);
      const below = size - count;
      if (p === undefined || r === undefined) {
        if (below !== 0) return undefined; // who takes counts for 0 shows nothing
        continue;
      }
      if (!Number.isInteger(below) || below < 2 || below > size) return undefined;
      at(table, p)[r] = below;
      at(table, r)[p] = below;
    }
  }
  return table;
}

/** How many calls that takes. */
export function callsForFloat8Pairs(size: number): number {
  return Math.ceil((pairsOf(size).length + 1) / size);
}

/** The largest power of two whose square results hold, and the smallest number. */
function factorsOf({ maxExponent, smallest }: Probed): {
  readonly mask: number;
  readonly unit: number;
} {
  return { mask: 2 ** maxExponent, unit: smallest };
}
