import type { Batch } from './batch.ts';

/** Options that are not asked for together with groups: what they would be is not settled. */
export const notOfGroups = ['transX', 'beta', 'bias', 'epilogue', 'shared'] as const;

/** The rows of X and Y that are of one group: from the first up to, and without, `to`. */
export interface Group {
  readonly from: number;
  readonly to: number;
}

/** A batch in which W has a member for each group of so many rows of X and Y, one below the other. */
export function grouped(groups: readonly number[]): Batch {
  return { X: [], W: [groups.length], ranks: { X: 0, W: 1 }, groups };
}

/** Where each group lies. */
export function groupsOf(lengths: readonly number[]): Group[] {
  let to = 0;
  return lengths.map((length) => {
    const from = to;
    to += length;
    return { from, to };
  });
}

/** How many rows are of a group; those after them are the tail. */
export function rowsInGroups(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** How many rows each group has of those that are kept. */
export function keptOf(lengths: readonly number[], kept: readonly number[]): number[] {
  return groupsOf(lengths).map(({ from, to }) => kept.filter((i) => i >= from && i < to).length);
}

/** "groups of 3, 0 and 4 rows, and 2 rows beyond", of so many rows in all. */
export function describeGroups(lengths: readonly number[], rows: number): string {
  const [last, ...others] = lengths.toReversed();
  const list = others.length === 0 ? `${last}` : `${others.toReversed().join(', ')} and ${last}`;
  const beyond = rows - rowsInGroups(lengths);
  const tail = beyond === 0 ? '' : `, and ${beyond} beyond the last`;
  const word = list === '1' ? 'row' : 'rows';
  return `${others.length === 0 ? 'a group' : 'groups'} of ${list} ${word}${tail}`;
}
