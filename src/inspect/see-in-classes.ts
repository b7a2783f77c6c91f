import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { AskedBriefly } from './probe.ts';
import { leastPrecision } from './probed-in.ts';
import type { Below } from './tree.ts';

/** What swamps any sum of ones in 53 bits, and is one of bfloat16 also where it is divided by `lost`. */
const mask = 2 ** 70;

/** What is lost beside a one that is stored in eight bits, and alone. */
const lost = 2 ** -40;

/**
 * The masks of results that count no further than some of the terms: in each call ones of a few terms alone are
 * large enough to be stored, so that counts fit, and the rest is 2⁻⁴⁰. As everywhere, A has M on its diagonal, and B −M;
 * what B has in the row of a term is made up for there: term p of entry (p, r) is M, and term r is −M. Nothing, where
 * entries are no counts.
 */
export async function seeInClasses({
  multiply,
  size,
  stored,
}: AskedBriefly): Promise<Below | undefined> {
  const most = mostIn(stored);
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let first = 0; first < size; first += most) {
    const weight = (term: number): number => (term >= first && term < first + most ? 1 : lost);
    const A = Matrix.of([size, size], (p, term) => (term === p ? mask / weight(p) : 1));
    const B = Matrix.of([size, size], (term, r) => (term === r ? -mask : weight(term)));
    const product = await multiply(A, B);
    for (let p = 0; p < size; p += 1) {
      for (let r = 0; r < size; r += 1)
        at(counts, p)[r] = at(at(counts, p), r) + at(product, p * size + r);
    }
  }
  const table = counts.map((row, p) =>
    row.map((count, r) => (p === r ? Number.NaN : size - count)),
  );
  const isTable = table.every((row, p) =>
    row.every((below, r) => p === r || (Number.isInteger(below) && below >= 2 && below <= size)),
  );
  return isTable ? table : undefined;
}

/** How far results count; of eight bits and more, further than is asked. */
function mostIn({ precision }: AskedBriefly['stored']): number {
  return 2 ** Math.min(precision, leastPrecision);
}

/** How many calls that takes. */
export function callsForClasses({ size, stored }: Pick<AskedBriefly, 'size' | 'stored'>): number {
  return Math.ceil(size / mostIn(stored));
}
