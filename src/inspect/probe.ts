import { entryAt } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Coding } from '../number/coding.ts';
import type { NumberFormat } from '../number/formats.ts';
import type { Multiply } from './asking.ts';
import type { Probed } from './probed.ts';

/** Who is asked, and about sums of which length. */
export interface AskedBriefly {
  readonly multiply: Multiply;
  readonly size: number;
  /** What the sum becomes. */
  readonly stored: NumberFormat;
  /** Of the left and the right factor, where they are codes and scales. */
  readonly codings: Codings;
}

export type Codings = readonly [left: Coding | undefined, right: Coding | undefined];

/** The same, and in which format. */
export interface Asked extends AskedBriefly {
  /** Whose numbers operands have; the left one alone, where it is asked `inLeft`. */
  readonly format: Probed;
  /** All that is asked lies in the left factor: the right one may be of few bits, and has ones and minus ones. */
  readonly inLeft?: true;
}

/** Factors of the terms of a sum, by the index of the term. */
export type Factors = Readonly<Record<number, number>>;

/** What each row of A and each column of B has; terms left out are 0 in A and 1 in B. */
export interface Probe {
  readonly row: (i: number) => Factors;
  readonly column: (j: number) => Factors;
}

/** Asks for one product of `size` columns, and of as many rows unless more are named, each entry a sum of its own. */
export async function probe(
  { multiply, size }: Asked,
  { row, column }: Probe,
  rows: number = size,
): Promise<(i: number, j: number) => number> {
  const filled = (count: number, factors: (line: number) => Factors, rest: number): Matrix => {
    const lines = Array.from({ length: count }, (_, line) => factors(line));
    return Matrix.of([count, size], (line, term) => lines[line]?.[term] ?? rest);
  };
  const product = await multiply(filled(rows, row, 0), filled(size, column, 1).T);
  return (i, j) => entryAt(product, i * size + j);
}
