/** Mistakes in what becomes of a right result. */
import { Matrix } from '../../matrix/matrix.ts';
import { formats, type NumberFormat, tf32 } from '../../number/formats.ts';
import { nearest, round } from '../../number/round.ts';
import { batchSizes } from '../../problem/batch.ts';
import { shapeOf } from '../../problem/problem.ts';
import { exactGuessOf, guessOf } from '../guess.ts';
import { belowOneAnother, membersIn, type Seen } from '../seen.ts';
import { cutOff } from './cut-off.ts';
import type { Cause, Mistake } from './mistake.ts';
import { backwards, each, rotated } from './rearranged.ts';

type Row = readonly [cause: Cause, words: string, change: (member: Matrix) => Matrix];

const narrow: readonly NumberFormat[] = [
  ...[formats.float32, tf32, formats.bfloat16, formats.float16],
  ...[formats.float8_e4m3fn, formats.float8_e5m2],
];

const plain: readonly Row[] = [
  ['factor', 'the sign is wrong', each((value) => -value)],
  ['transpose', 'it is written out transposed', (a) => Matrix.over(a.rows, a.cols, a.T.toArray())],
  [
    'transpose',
    'it is stored as it is, where its transpose should be stored',
    (a) => Matrix.over(a.cols, a.rows, a.toArray()).T,
  ],
  ['order', 'its rows are in reverse order', backwards],
  ['order', 'its columns are in reverse order', (a) => backwards(a.T).T],
  ['order', 'its first row stands for all of them', (a) => a.map((_, __, j) => a.at(0, j))],
  ['order', 'its first column stands for all of them', (a) => a.map((_, i) => a.at(i, 0))],
  ['order', 'its first entry stands for all of them', (a) => a.map(() => a.at(0, 0))],
  ['order', 'the mean of its entries stands for all of them', averaged],
  ['values', 'negative entries are set to 0', each((value) => Math.max(0, value))],
  ['values', 'positive entries are set to 0', each((value) => Math.min(0, value))],
  ['values', 'magnitudes are answered', each(Math.abs)],
  ['values', 'entries are squared', each((value) => value * value)],
  ['values', 'signs are answered', each(Math.sign)],
  ['values', 'fractions are cut off', each(Math.trunc)],
  ...narrow.map((format): Row => {
    return ['rounded', `it is rounded to ${format.name}`, each((value) => round(value, format))];
  }),
];

/** With more to it, or with a number in it that a kernel may have. */
const farFetched: readonly Row[] = [
  ['order', 'each row is written a place later, and the last one first', (a) => rotated(a, -1)],
  ['order', 'each row is written a place earlier, and the first one last', (a) => rotated(a, 1)],
  [
    'order',
    'each column is written a place later, and the last one first',
    (a) => rotated(a.T, -1).T,
  ],
  [
    'order',
    'each column is written a place earlier, and the first one last',
    (a) => rotated(a.T, 1).T,
  ],
  ...[1, 2, 6, 10, 100, 127, 240, 448, 57344, 65504].map((limit): Row => {
    const clipped = each((value) => Math.max(-limit, Math.min(limit, value)));
    return ['rounded', `it is clipped to ±${limit}`, clipped];
  }),
  ...narrow.map((format): Row => {
    const words = `it is rounded to ${format.name}, or to its largest number`;
    return ['rounded', words, each((value) => nearest(value, format))];
  }),
  ...[24, 11, 8].map((precision): Row => {
    const words = `it is cut off to ${precision} significant bits`;
    return ['rounded', words, each((value) => cutOff(value, { precision }))];
  }),
  ...[32, 64, 128, 256].flatMap((limit): Row[] => [
    [
      'order',
      `columns from ${limit} on are those at the beginning again`,
      (a) => a.map((_, i, j) => a.at(i, j % limit)),
    ],
    [
      'order',
      `rows from ${limit} on are those at the beginning again`,
      (a) => a.map((_, i, j) => a.at(i % limit, j)),
    ],
    ['order', `where an entry is written wraps around after ${limit}`, (a) => wrapped(a, limit)],
  ]),
];

/** By which it may be multiplied: numbers of the problem, and usual ones. */
const factors: readonly (readonly [string, (seen: Seen) => number])[] = [
  ...(['m', 'n', 'k'] as const).flatMap((extent) => [
    [`multiplied by ${extent}`, ({ problem }: Seen) => shapeOf(problem)[extent]] as const,
    [`divided by ${extent}`, ({ problem }: Seen) => 1 / shapeOf(problem)[extent]] as const,
  ]),
  ['divided by the square root of n', ({ problem }) => 1 / Math.sqrt(shapeOf(problem).n)],
  ['divided by m·k', ({ problem: { dY } }) => 1 / (dY.rows * dY.cols)],
  ['divided by the size of the batch', ({ problem }) => 1 / batchSizes(problem.batch).dY],
];

/** Every mistake about a whole result. */
export const ofResults: readonly Mistake[] = [
  changing(['zero', 'everything is 0', each(() => 0)], -1),
  ...plain.map((row) => changing(row, 0)),
  ...farFetched.map((row) => changing(row, 1)),
  changing(['factor', 'it is counted twice', each((value) => 2 * value)], 0),
  changing(['factor', 'it is halved', each((value) => value / 2)], 0),
  ...factors.map(
    ([words, factor]): Mistake => ({
      cause: 'factor',
      rank: 1,
      sentence: () => `it is ${words}`,
      guesses: (seen) => [guessOf(seen.right.map((entry) => entry * factor(seen)))],
    }),
  ),
  {
    cause: 'rounded',
    rank: 1,
    sentence: () => 'it overflows',
    guesses: ({ right }) => [Array.from(right.toArray(), () => Number.POSITIVE_INFINITY)],
  },
];

/** What stands in a part of a result, where the rest is right. */
export const ofParts: readonly Mistake[] = [
  {
    cause: 'unwritten',
    rank: 1,
    sentence: () => 'it is NaN: nobody writes it, or it is made of storage that holds NaN',
    guesses: ({ right }) => [Array.from(right.toArray(), () => Number.NaN)],
  },
  shifted('the row before is repeated', [1, 0]),
  shifted('the column before is repeated', [0, 1]),
  ...[4, 8, 16, 32].flatMap((tile) => [
    shifted(`rows are those of the tile of ${tile} before`, [tile, 0]),
    shifted(`columns are those of the tile of ${tile} before`, [0, tile]),
  ]),
  ...(['X', 'W', 'dY'] as const).map(
    (name): Mistake => ({
      cause: 'operand',
      sentence: () => `entries are those of ${name}`,
      guesses: ({ problem, right }) => {
        const other: Matrix = problem[name];
        const entry = (i: number, j: number): number =>
          i < other.rows && j < other.cols ? other.at(i, j) : 0;
        return [guessOf(right.map((_, i, j) => entry(i, j)))];
      },
    }),
  ),
];

function changing([cause, words, change]: Row, rank: number): Mistake {
  return {
    cause,
    rank,
    sentence: () => words,
    guesses: (seen) => [exactGuessOf(perMember(seen, change))],
  };
}

/** Entries from so many rows and columns before; where there are none, nothing is known. */
function shifted(words: string, [rows, cols]: readonly [number, number]): Mistake {
  const from = (a: Matrix): Matrix =>
    a.map((_, i, j) => (i < rows || j < cols ? Number.NaN : a.at(i - rows, j - cols)));
  return {
    cause: 'order',
    rank: rows + cols > 1 ? 1 : 0,
    sentence: () => words,
    guesses: (seen) => [guessOf(perMember(seen, from))],
  };
}

function perMember(seen: Seen, change: (member: Matrix) => Matrix): Matrix {
  return belowOneAnother(membersIn(seen, seen.right).map(change));
}

function averaged(a: Matrix): Matrix {
  const sum = a.toArray().reduce((x, y) => x + y, 0);
  return a.map(() => sum / (a.rows * a.cols));
}

/** Where an entry is written wraps around: what lies behind stays 0. */
function wrapped(a: Matrix, length: number): Matrix {
  const out = new Float64Array(a.rows * a.cols);
  a.toArray().forEach((value, place) => {
    out[place % length] = value;
  });
  return Matrix.over(a.rows, a.cols, out);
}
