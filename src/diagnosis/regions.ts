import { at } from '../at.ts';
import { type Seen, sumsFor } from './seen.ts';

/** A part of a result, in which alone it is wrong. */
export interface Region {
  /** "in its last row". */
  readonly words: string;
  /** How far-fetched, as of a mistake. */
  readonly rank: number;
  /**
   * It says something by itself, whatever stands there: it is not what any wrong index comes to.
   */
  readonly isTelling: boolean;
  /** Whether entry (i, j) of a member is in it. */
  holds(i: number, j: number, member: Member): boolean;
}

/** The member that an entry is of. */
interface Member {
  readonly rows: number;
  readonly cols: number;
  /** How many terms each of its entries sums. */
  readonly terms: number;
  /** Which it is, of how many. */
  readonly place: number;
  readonly of: number;
}

type Row = readonly [words: string, holds: Region['holds']];

/** Entries that should be 0, or what they are added to. */
export const nothingSummed: Region = {
  words: 'where nothing is summed',
  rank: -1,
  isTelling: true,
  holds: (_, __, { terms }) => terms === 0,
};

const telling: readonly Row[] = [
  ['in its first entry', (i, j) => i === 0 && j === 0],
  ['in its last entry', (i, j, { rows, cols }) => i === rows - 1 && j === cols - 1],
  ['in its first row', (i) => i === 0],
  ['in its last row', (i, _, { rows }) => i === rows - 1],
  ['in its first column', (_, j) => j === 0],
  ['in its last column', (_, j, { cols }) => j === cols - 1],
  ['in the first member', (_, __, { place, of }) => of > 1 && place === 0],
  ['in the last member', (_, __, { place, of }) => of > 1 && place === of - 1],
  ['in every member but the first', (_, __, { place }) => place > 0],
];

const untelling: readonly Row[] = [
  ['in every row but the first', (i) => i > 0],
  ['in every column but the first', (_, j) => j > 0],
  ['on its diagonal', (i, j) => i === j],
  ['above its diagonal', (i, j) => i < j],
  ['below its diagonal', (i, j) => i > j],
];

const farFetched: readonly Row[] = [
  ['in its middle row', (i, _, { rows }) => i === (rows - 1) / 2],
  ['in its odd rows', (i) => i % 2 === 1],
  ['in its odd columns', (_, j) => j % 2 === 1],
  ...[4, 8, 16, 32].flatMap((tile): Row[] => [
    [`in rows after its last whole tile of ${tile}`, (i, _, { rows }) => i >= rows - (rows % tile)],
    [
      `in columns after its last whole tile of ${tile}`,
      (_, j, { cols }) => j >= cols - (cols % tile),
    ],
    [
      `in rows and columns after its last whole tiles of ${tile}`,
      (i, j, { rows, cols }) => i >= rows - (rows % tile) || j >= cols - (cols % tile),
    ],
  ]),
  ...[16, 32, 48, 64, 128].flatMap((limit): Row[] => [
    [`in rows from ${limit} on`, (i) => i >= limit],
    [`in columns from ${limit} on`, (_, j) => j >= limit],
    [`in entries from ${limit} on`, (i, j, { cols }) => i * cols + j >= limit],
  ]),
];

/** Parts that kernels treat on their own. */
export const regions: readonly Region[] = [
  nothingSummed,
  ...telling.map(([words, holds]) => ({ words, holds, rank: 0, isTelling: true })),
  ...untelling.map(([words, holds]) => ({ words, holds, rank: 0, isTelling: false })),
  ...farFetched.map(([words, holds]) => ({ words, holds, rank: 1, isTelling: true })),
];

/** The one row, column or entry that has all wrong entries of all answers, where there is one. */
export function onePlace(all: readonly Seen[]): readonly Region[] {
  const places = all.flatMap((seen) => {
    const { cols } = seen.right;
    const height = Math.max(1, at(sumsFor(seen), 0).left.rows);
    return seen.wrong.flatMap((is, place) =>
      is ? [{ row: Math.floor(place / cols) % height, col: place % cols }] : [],
    );
  });
  const [first] = places;
  if (first === undefined) return [];
  const { row, col } = first;
  const about = { rank: 1, isTelling: true };
  return [
    ...(places.every((each) => each.row === row)
      ? [{ ...about, words: `in row ${row}`, holds: (i: number) => i === row }]
      : []),
    ...(places.every((each) => each.col === col)
      ? [{ ...about, words: `in column ${col}`, holds: (_: number, j: number) => j === col }]
      : []),
  ];
}

/** Which entries of an answer are in it, row by row. */
export function insideOf({ holds }: Region, seen: Seen): boolean[] {
  const sums = sumsFor(seen);
  return sums.flatMap(({ left, right }, place) => {
    const member = { rows: left.rows, cols: right.cols, terms: left.cols, place, of: sums.length };
    return Array.from({ length: member.rows * member.cols }, (_, entry) =>
      holds(Math.floor(entry / member.cols), entry % member.cols, member),
    );
  });
}
