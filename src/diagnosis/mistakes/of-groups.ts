/** Mistakes about which rows are of which group. */
import { at } from '../../at.ts';
import { grouped, rowsInGroups } from '../../problem/grouped.ts';
import { guessOf } from '../guess.ts';
import { formulaOf } from '../seen.ts';
import type { Mistake } from './mistake.ts';

/** How many rows each group is taken to have, of so many rows in all. */
type Lengths = (groups: readonly number[], rows: number) => readonly number[];

const rows: readonly (readonly [string, Lengths])[] = [
  [
    'all groups are taken to have as many rows',
    (groups) => groups.map(() => Math.floor(rowsInGroups(groups) / groups.length)),
  ],
  [
    'all groups are taken to have as many rows, those beyond the last included',
    (groups, all) => groups.map(() => Math.floor(all / groups.length)),
  ],
  [
    'the numbers of rows of groups are taken for the places where groups end',
    (groups) => groups.map((end, e) => Math.max(0, end - (groups[e - 1] ?? 0))),
  ],
  ['the numbers of rows of groups begin one group later', (groups) => [...groups.slice(1), 0]],
  [
    'the last row of the first group is taken for one of the second',
    ([first = 0, second = 0, ...others]) =>
      first === 0 ? [first, second, ...others] : [first - 1, second + 1, ...others],
  ],
  [
    'the last group is taken to have all rows that are left',
    (groups, all) => groups.with(-1, at(groups, groups.length - 1) + all - rowsInGroups(groups)),
  ],
];

/** Every mistake about groups. */
export const ofGroups: readonly Mistake[] = rows.map(
  ([words, lengths]): Mistake => ({
    cause: 'member',
    sentence: () => words,
    guesses: (seen) => {
      const { X, batch } = seen.problem;
      if (batch?.groups === undefined || seen.of === 'Y') return [];
      const others = lengths(batch.groups, X.rows);
      if (others.length !== batch.groups.length || rowsInGroups(others) > X.rows) return [];
      const problem = { ...seen.problem, batch: grouped(others) };
      return [guessOf(formulaOf({ of: seen.of, problem, terms: seen.terms }))];
    },
  }),
);
