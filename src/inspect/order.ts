import type { Tree } from './tree.ts';

/** An order of summation, as far as a table shows it. */
export type Order =
  | Named
  /** One tree, of no known family. */
  | { readonly kind: 'tree'; readonly tree: Tree }
  /** No term is swamped by one that is larger by far. */
  | { readonly kind: 'exact' }
  /** No single tree explains the table. */
  | { readonly kind: 'none' };

/** The order that most entries have, and those of the others: by names, each of the same tree. */
export interface Named {
  readonly kind: 'named';
  readonly names: readonly string[];
  readonly others: readonly Part[];
}

/** Entries that another kernel computes. */
export interface Part {
  /**
   * `corner`: the rows, in the columns of the same indices. `tiles`: here and there. `end`: the last rows and
   * columns of a result that has more of them than a sum has terms.
   */
  readonly where: 'rows' | 'columns' | 'corner' | 'tiles' | 'end';
  /** Indices from 0, the last one included; none of tiles, and none of the end. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
  /** How many entries these are; those of the diagonal are not known. */
  readonly entries: number;
  /** How they sum; empty, when it is no known order. */
  readonly names: readonly string[];
}
