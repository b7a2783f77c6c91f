/** Mistakes in what an operand is: each is a change of it, before the right formulas. */
import { Matrix } from '../../matrix/matrix.ts';
import { formats, type NumberFormat, tf32 } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { batchSizes } from '../../problem/batch.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { exactGuessOf, guessOf } from '../guess.ts';
import { belowOneAnother, formulaOf } from '../seen.ts';
import { cutOff } from './cut-off.ts';
import type { Cause, Mistake } from './mistake.ts';
import { backwards, each, rotated } from './rearranged.ts';

type Name = 'X' | 'W' | 'dY';
type Change = (member: Matrix) => Matrix;
type Row = readonly [cause: Cause, words: (operand: string) => string, change: Change];

const names = ['X', 'W', 'dY'] as const;

/** What is done to each member of an operand. */
const plain: readonly Row[] = [
  [
    'transpose',
    (o) => `a transpose is missing: the entries of ${o} are read in their stored order`,
    (a) => Matrix.over(a.cols, a.rows, a.toArray()).T,
  ],
  [
    'transpose',
    (o) => `${o} is taken for its transpose: its entries are read by columns`,
    (a) => Matrix.over(a.rows, a.cols, a.T.toArray()),
  ],
  ['layout', (o) => `${o} is read with the number of its rows for its row length`, byItsRows],
  ['order', (o) => `the rows of ${o} are in reverse order`, backwards],
  ['order', (o) => `the columns of ${o} are in reverse order`, (a) => backwards(a.T).T],
  ['order', (o) => `the row of ${o} behind stands in the place of each`, (a) => rotated(a, 1)],
  ['order', (o) => `the row of ${o} before stands in the place of each`, (a) => rotated(a, -1)],
  [
    'order',
    (o) => `the first row of ${o} stands for all of them`,
    (a) => a.map((_, __, j) => a.at(0, j)),
  ],
  [
    'order',
    (o) => `the first column of ${o} stands for all of them`,
    (a) => a.map((_, i) => a.at(i, 0)),
  ],
  [
    'order',
    (o) => `the first entry of ${o} stands for all of them`,
    (a) => a.map(() => a.at(0, 0)),
  ],
  ['values', (o) => `negative entries of ${o} count as 0`, each((value) => Math.max(0, value))],
  ['values', (o) => `positive entries of ${o} count as 0`, each((value) => Math.min(0, value))],
  ['values', (o) => `|${o}| stands in the place of ${o}`, each(Math.abs)],
  ['values', (o) => `${o} is squared`, each((value) => value * value)],
  ['values', (o) => `only the signs of ${o} are used`, each(Math.sign)],
  ['values', (o) => `${o} is all ones`, each(() => 1)],
  ['values', (o) => `${o} is 1 wherever it is not 0`, each((value) => (value === 0 ? 0 : 1))],
  ['values', (o) => `the fractions of ${o} are cut off`, each(Math.trunc)],
  ['values', (o) => `${o} is rounded to integers`, each(Math.round)],
  ['values', (o) => `rows of ${o} with a 0 are left out`, withoutRowsWithZero],
];

/** With a number in it that a kernel may have. */
const farFetched: readonly Row[] = [
  ['transpose', (o) => `${o} is transposed with the wrong row length`, transposedWrongly],
  ...[1, 2, 6, 10, 100, 127, 240, 448, 1e20].map(
    (limit): Row => [
      'rounded',
      (o) => `${o} is clipped to ±${limit}`,
      each((value) => Math.max(-limit, Math.min(limit, value))),
    ],
  ),
  ...[16, 32, 64, 128, 256, 1024].map(
    (length): Row => [
      'order',
      (o) => `beyond ${length} entries, ${o} is read from its beginning again`,
      (a) => replaced(a, (entries, place) => entries[place % length]),
    ],
  ),
];

/** What an operand may be rounded to. */
const narrow: readonly NumberFormat[] = [formats.float32, tf32, formats.bfloat16, formats.float16];

const roundings: readonly (readonly [string, (value: number) => number])[] = [
  ...narrow.map(
    (format) => [`is rounded to ${format.name}`, (value: number) => round(value, format)] as const,
  ),
  ...[24, 11, 8].map(
    (precision) =>
      [
        `is cut off to ${precision} significant bits`,
        (value: number) => cutOff(value, { precision }),
      ] as const,
  ),
  ['is cut off to integers', Math.trunc],
];

/** Numbers below the normal range of the result's format. */
function flushed(which: readonly Name[], words: string, rank: number): Mistake {
  return {
    cause: 'rounded',
    rank,
    sentence: () => `${words} counts as 0 where it is subnormal`,
    guesses: (seen) => {
      const least = 2 ** seen.format.minExponent;
      const flush = each((value) => (Math.abs(value) < least ? 0 : value));
      return changed(which, ['rounded', () => words, flush], rank).guesses(seen);
    },
  };
}

/** Every mistake about what operands are, but for their layout and their members. */
export const ofOperands: readonly Mistake[] = [
  ...names.flatMap((name) => plain.map((row) => changed([name], row, 0))),
  ...names.flatMap((name) => farFetched.map((row) => changed([name], row, 1))),
  ...roundings.flatMap(([words, change]) => [
    ...names.map((name) => changed([name], ['rounded', (o) => `${o} ${words}`, each(change)], 0)),
    changed(names, ['rounded', () => `each operand ${words}`, each(change)], 1),
    changed(['X', 'W'], ['rounded', () => `each of X and W ${words}`, each(change)], 1),
  ]),
  ...names.map((name) => flushed([name], name, 0)),
  ...names.flatMap((name) => (['m', 'n', 'k'] as const).map((extent) => pitched(name, extent))),
  flushed(names, 'each operand', 1),
];

/** Rows begin as far apart as another extent says; what is beyond the last entry is not known. */
function pitched(name: Name, extent: 'm' | 'n' | 'k'): Mistake {
  return {
    cause: 'layout',
    rank: 1,
    sentence: () => `${name} is read with ${extent} for its row length`,
    guesses: ({ problem, ...asked }) => {
      if (problem.batch !== undefined) return [];
      const pitch = shapeOf(problem)[extent];
      const operand: Matrix = problem[name];
      const entries = operand.toArray();
      const other = operand.map((_, i, j) => entries[i * pitch + j] ?? Number.NaN);
      return [guessOf(formulaOf({ ...asked, problem: { ...problem, [name]: other } }))];
    },
  };
}

function changed(which: readonly Name[], [cause, words, change]: Row, rank: number): Mistake {
  return {
    cause,
    rank,
    sentence: () => words(which.join()),
    guesses: ({ problem, ...asked }) => {
      const others = which.map((name) => [name, perMember(problem, name, change)] as const);
      const other = { ...problem, ...Object.fromEntries(others) };
      return [exactGuessOf(formulaOf({ ...asked, problem: other }))];
    },
  };
}

/** A change of every member of an operand. */
function perMember(problem: Problem, name: Name, change: Change): Matrix {
  const { batch } = problem;
  const operand: Matrix = problem[name];
  const ofGroups = name === 'W' ? batch?.groups?.length : batch?.groups && 1;
  const members = ofGroups ?? batchSizes(batch)[name];
  const height = operand.rows / Math.max(1, members);
  const parts = Array.from({ length: members }, (_, b) =>
    operand.rowRange(b * height, (b + 1) * height),
  );
  return belowOneAnother(parts.map(change));
}

/** Every entry from another place of the storage; what is not there is not known. */
function replaced(
  a: Matrix,
  entry: (entries: Float64Array, place: number) => number | undefined,
): Matrix {
  const entries = a.toArray();
  return a.map((_, i, j) => entry(entries, i * a.cols + j) ?? Number.NaN);
}

/** t[j·cols + i] = a[i, j] for the transpose t, which has rows of another length. */
function transposedWrongly(a: Matrix): Matrix {
  const out = new Float64Array(a.rows * a.cols);
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < a.cols; j += 1) {
      if (j * a.cols + i < out.length) out[j * a.cols + i] = a.at(i, j);
    }
  }
  return Matrix.over(a.cols, a.rows, out).T;
}

function byItsRows(a: Matrix): Matrix {
  const { rows, cols } = a;
  return replaced(a, (entries, place) => {
    const other = Math.floor(place / cols) * rows + (place % cols);
    return entries[other % (rows * cols)];
  });
}

function withoutRowsWithZero(a: Matrix): Matrix {
  const hasZero = Array.from({ length: a.rows }, (_, i) =>
    a
      .rowRange(i, i + 1)
      .toArray()
      .includes(0),
  );
  return a.map((value, i) => (hasZero[i] ? 0 : value));
}
