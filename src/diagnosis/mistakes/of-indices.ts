/** Mistakes in which an index stands in the place of another: in an operand, or in the result. */
import { Matrix } from '../../matrix/matrix.ts';
import { guessOf } from '../guess.ts';
import { belowOneAnother, type Result, type Seen, sumsFor } from '../seen.ts';
import { type Place, summed } from '../terms-of.ts';
import type { Mistake } from './mistake.ts';

/** Row and column of the entry, and which term. */
type Index = 'a' | 'b' | 'p';
type Pair = readonly [Index, Index];
type Side = 'left' | 'right';

/** What a formula calls the indices, and its operands: dX[i,j] = Σ_l dY[i,l]·W[j,l], and so on. */
const spelling = {
  dX: { a: 'i', b: 'j', p: 'l', left: 'dY', right: 'W', turned: 'right' },
  dW: { a: 'j', b: 'l', p: 'i', left: 'X', right: 'dY', turned: 'left' },
  Y: { a: 'i', b: 'l', p: 'j', left: 'X', right: 'W', turned: undefined },
} as const satisfies Record<Result, unknown>;

/** Where the factors of a term are. */
const sides = { left: ['a', 'p'], right: ['p', 'b'] } as const satisfies Record<Side, Pair>;

/**
 * Every mistake about indices. What is outside of an operand may be anything; often indices wrap
 * around, or run on.
 */
export const ofIndices: readonly Mistake[] = [
  ...(['left', 'right'] as const).flatMap((side) =>
    othersThan(sides[side]).flatMap((pair) =>
      (['outside', 'wrapped', 'running on'] as const).map((beyond) =>
        reindexed({ side, pair, beyond }),
      ),
    ),
  ),
  ...othersThan(['a', 'b']).map(storedAt),
];

/** With one index for another, or the two exchanged. */
function othersThan([first, second]: Pair): Pair[] {
  const all = ['a', 'b', 'p'] as const;
  return [
    ...all.filter((index) => index !== first).map((index): Pair => [index, second]),
    ...all.filter((index) => index !== second).map((index): Pair => [first, index]),
    [second, first],
  ];
}

function isTurn([first, second]: Pair, [mine, other]: Pair): boolean {
  return first === other && second === mine;
}

function reindexed(reading: Omit<Reading, 'of'>): Mistake {
  const { side, pair } = reading;
  const isTranspose = isTurn(pair, sides[side]);
  return {
    cause: isTranspose ? 'transpose' : 'indices',
    ...(isTranspose && { rank: 1 }),
    sentence: (of) => {
      const [other, own] = [spelled(of, side, pair), spelled(of, side, sides[side])];
      return `each term has ${other} for ${own} (${formula(of)})`;
    },
    guesses: (seen) => {
      const { of } = seen;
      return [guessOf(summed(seen, (place) => entryOf(place, { ...reading, of })))];
    },
  };
}

interface Reading {
  readonly side: Side;
  readonly pair: Pair;
  readonly of: Result;
  /** What is read beyond the extents: nothing that is known; the beginning; what lies behind. */
  readonly beyond: 'outside' | 'wrapped' | 'running on';
}

function entryOf({ sum, a, b }: Place, reading: Reading): number {
  const { side, pair, of, beyond } = reading;
  const isTurned = spelling[of].turned === side;
  const [first, second] = isTurned ? [pair[1], pair[0]] : pair;
  const stored = isTurned ? sum[side].T : sum[side];
  let entry = 0;
  for (let p = 0; p < sum.left.cols; p += 1) {
    const place = { a, b, p };
    const other = read(stored, [place[first], place[second]], beyond);
    entry += side === 'left' ? other * sum.right.at(p, b) : sum.left.at(a, p) * other;
  }
  return entry;
}

/** An entry of an operand as it is stored. */
function read(
  matrix: Matrix,
  [i, j]: readonly [number, number],
  beyond: Reading['beyond'],
): number {
  const { rows, cols } = matrix;
  if (i < rows && j < cols) return matrix.at(i, j);
  if (beyond === 'wrapped') return matrix.at(i % rows, j % cols);
  const place = i * cols + j;
  if (beyond === 'outside' || place >= rows * cols) return Number.NaN;
  return matrix.at(Math.floor(place / cols), place % cols);
}

function spelled(of: Result, side: Side, [first, second]: Pair): string {
  const names = spelling[of];
  const indices = [names[first], names[second]];
  if (names.turned === side) indices.reverse();
  return `${names[side]}[${indices}]`;
}

function formula(of: Result): string {
  const { a, b, p } = spelling[of];
  const terms = `${spelled(of, 'left', sides.left)}·${spelled(of, 'right', sides.right)}`;
  return `${of}[${a},${b}] = Σ ${terms} over ${p}`;
}

/** Every term is added to another entry of the result; indices that do not fit wrap around. */
function storedAt(pair: Pair): Mistake {
  const isTranspose = isTurn(pair, ['a', 'b']);
  return {
    cause: isTranspose ? 'transpose' : 'indices',
    ...(isTranspose && { rank: 1 }),
    sentence: (of) => {
      const names = spelling[of];
      const other = `${of}[${names[pair[0]]},${names[pair[1]]}]`;
      return `terms are added to ${other} instead of ${of}[${names.a},${names.b}]`;
    },
    guesses: (seen: Seen) => [
      guessOf(belowOneAnother(sumsFor(seen).map((sum) => scattered(sum, pair)))),
    ],
  };
}

function scattered(
  { left, right, factor = 1, added }: ReturnType<typeof sumsFor>[number],
  [first, second]: Pair,
): Matrix {
  const [rows, inner, cols] = [left.rows, left.cols, right.cols];
  const out = new Float64Array(rows * cols);
  for (let a = 0; a < rows; a += 1) {
    for (let b = 0; b < cols; b += 1) {
      for (let p = 0; p < inner; p += 1) {
        const place = { a, b, p };
        const to = (place[first] % rows) * cols + (place[second] % cols);
        out[to] = (out[to] ?? 0) + left.at(a, p) * right.at(p, b);
      }
    }
  }
  return Matrix.over(rows, cols, out).map((entry, a, b) => factor * entry + (added?.at(a, b) ?? 0));
}
