/** Mistakes about the scales of operands that are codes: each entry gets another scale than that of its block. */
import { entryAt } from '../../at.ts';
import { codesOf } from '../../matrix/codes-of.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { exponentOf } from '../../number/round.ts';
import { exactGuessOf, type Guess } from '../guess.ts';
import { formulaOf, type Seen } from '../seen.ts';
import type { Mistake } from './mistake.ts';

const names = ['X', 'W', 'dY'] as const;
type Name = (typeof names)[number];

/** An operand as codes with a grid of scales, row-major. */
interface Coded {
  readonly matrix: Matrix;
  readonly codes: Float64Array;
  readonly scales: Float64Array;
  /** The global scale, 1 where there is none. */
  readonly all: number;
  /** Rows and columns of a block, none longer than the operand. */
  readonly block: readonly [number, number];
  /** Rows and columns of the grid. */
  readonly grid: readonly [number, number];
}

/** The scale that entry (i, j) gets. */
type Scaling = (coded: Coded, i: number, j: number) => number;

/** What is told of an operand, and the scale that its entries get. */
const ofOne: readonly (readonly [words: (operand: string) => string, scaling: Scaling])[] = [
  [(o) => `the scales of ${o} are left out`, () => 1],
  [(o) => `the scales of ${o} are applied twice`, (coded, i, j) => own(coded, i, j) ** 2],
  [
    (o) => `the grid of scales of ${o} is read as that of its transpose`,
    (coded, i, j) => {
      const [down, across] = blockAt(coded, i, j);
      return scaleAt(coded, across * coded.grid[0] + down);
    },
  ],
  [
    (o) => `the first scale of each row of ${o} stands for all of them`,
    (coded, i, j) => scaleAt(coded, blockAt(coded, i, j)[0] * coded.grid[1]),
  ],
  [
    (o) => `the first scale of each column of ${o} stands for all of them`,
    (coded, i, j) => scaleAt(coded, blockAt(coded, i, j)[1]),
  ],
  [(o) => `the first scale of ${o} stands for all of them`, (coded) => scaleAt(coded, 0)],
  [
    (o) => `the scale of the block of ${o} behind stands in the place of each`,
    (coded, i, j) => scaleAt(coded, placeOf(coded, blockAt(coded, i, j)) + 1),
  ],
  [
    (o) => `the scale of the block of ${o} before stands in the place of each`,
    (coded, i, j) => scaleAt(coded, Math.max(0, placeOf(coded, blockAt(coded, i, j)) - 1)),
  ],
  [
    (o) => `the scales of ${o} are rounded up to powers of two`,
    (coded, i, j) => {
      const scale = own(coded, i, j);
      const below = 2 ** exponentOf(scale);
      return below === scale ? scale : 2 * below;
    },
  ],
  [
    (o) => `the scales of ${o} are rounded down to powers of two`,
    (coded, i, j) => 2 ** exponentOf(own(coded, i, j)),
  ],
  [
    (o) => `the bytes of the scales of ${o} are taken for the scales`,
    (coded, i, j) => 127 + exponentOf(own(coded, i, j)),
  ],
  [
    (o) => `two blocks of ${o} behind one another have the scale of the first`,
    (coded, i, j) => {
      const [down, across] = blockAt(coded, i, j);
      const isTall = coded.block[0] > coded.block[1];
      const place: Place = isTall ? [down - (down % 2), across] : [down, across - (across % 2)];
      return scaleAt(coded, placeOf(coded, place));
    },
  ],
  [
    (o) => `where a row or column of ${o} ends within a block, the scale of that block is left out`,
    (coded, i, j) => (isInShortBlock(coded, i, j) ? 1 : own(coded, i, j)),
  ],
  [
    (o) => `blocks of ${o} are taken for as long as its extent divided by the number of scales`,
    (coded, i, j) => {
      const { matrix, grid } = coded;
      const [height, width] = [Math.ceil(matrix.rows / grid[0]), Math.ceil(matrix.cols / grid[1])];
      return scaleAt(coded, placeOf(coded, [Math.floor(i / height), Math.floor(j / width)]));
    },
  ],
];

/** What is told of an operand that has a global scale, and what its entries become with that one. */
const ofGlobal: readonly (readonly [
  words: (operand: string) => string,
  entry: (entry: number, all: number) => number,
])[] = [
  [(o) => `the global scale of ${o} is left out`, (entry, all) => entry / all],
  [(o) => `the global scale of ${o} is applied twice`, (entry, all) => entry * all],
  [(o) => `entries of ${o} are divided by its global scale`, (entry, all) => entry / all / all],
];

type Place = readonly [down: number, across: number];

function blockAt({ block: [height, width] }: Coded, i: number, j: number): Place {
  return [Math.floor(i / height), Math.floor(j / width)];
}

function placeOf({ grid }: Coded, [down, across]: Place): number {
  return down * grid[1] + across;
}

/** The scale at a place of the grid; the last one, beyond it. */
function scaleAt({ scales }: Coded, place: number): number {
  return entryAt(scales, Math.min(place, scales.length - 1));
}

function own(coded: Coded, i: number, j: number): number {
  return scaleAt(coded, placeOf(coded, blockAt(coded, i, j)));
}

function isInShortBlock({ matrix, block: [height, width] }: Coded, i: number, j: number): boolean {
  const [rows, cols] = [matrix.rows % height, matrix.cols % width];
  return i >= matrix.rows - rows || j >= matrix.cols - cols;
}

/** Every mistake about scales; nothing is guessed of an operand that has none. */
export const ofScales: readonly Mistake[] = [
  ...names.flatMap((name) => ofOne.map(([words, scaling]) => ofScale([name], words, scaling))),
  ...ofOne.map(([words, scaling]) => ofScale(names, () => words('each operand'), scaling)),
  ...names.flatMap((name) => ofGlobal.map(([words, entry]) => changing([name], words, entry))),
  ...ofGlobal.map(([words, entry]) => changing(names, () => words('each operand'), entry)),
  {
    cause: 'scale',
    rank: 1,
    sentence: () => 'each of the two operands has the scales of the other',
    guesses: switched,
  },
  {
    cause: 'scale',
    rank: 1,
    sentence: () => 'one of the two operands has the global scale of the other',
    guesses: withOtherGlobal,
  },
];

function ofScale(
  which: readonly Name[],
  words: (operand: string) => string,
  scaling: Scaling,
): Mistake {
  return ofOperands(which, words, (coded) => rescaled(coded, scaling));
}

function changing(
  which: readonly Name[],
  words: (operand: string) => string,
  change: (entry: number, all: number) => number,
): Mistake {
  return ofOperands(which, words, ({ matrix, all }) => matrix.map((entry) => change(entry, all)));
}

function ofOperands(
  which: readonly Name[],
  words: (operand: string) => string,
  wrong: (coded: Coded) => Matrix,
): Mistake {
  return {
    cause: 'scale',
    rank: which.length > 1 ? 1 : 0,
    sentence: () => words(which.join()),
    guesses: (seen) => {
      const coded = which.flatMap((name) => {
        const operand = codedIn(seen, name);
        return operand === undefined ? [] : [[name, operand] as const];
      });
      if (coded.length === 0) return [];
      return guessesWith(
        seen,
        coded.map(([name, operand]) => [name, wrong(operand)]),
      );
    },
  };
}

function guessesWith(
  { problem, ...asked }: Seen,
  others: readonly (readonly [Name, Matrix])[],
): readonly Guess[] {
  const other = { ...problem, ...Object.fromEntries(others) };
  return [exactGuessOf(formulaOf({ ...asked, problem: other }))];
}

/** What is multiplied for a result. */
function factorsOf({ of }: Seen): readonly [Name, Name] {
  return of === 'dX' ? ['dY', 'W'] : of === 'dW' ? ['X', 'dY'] : ['X', 'W'];
}

/** Either of them, where at least one is coded. */
function withOtherGlobal(seen: Seen): readonly Guess[] {
  const which = factorsOf(seen);
  const [one, other] = which.map((name) => codedIn(seen, name));
  const [first, second] = [one?.all ?? 1, other?.all ?? 1];
  const guess = (place: 0 | 1, by: number): readonly Guess[] => {
    const coded = place === 0 ? one : other;
    if (coded === undefined || first === second) return [];
    const changed = coded.matrix.map((entry) => (entry / coded.all) * by);
    return guessesWith(seen, [[which[place], changed]]);
  };
  return [...guess(0, second), ...guess(1, first)];
}

/** The scale of an entry is the one at its place in the grid of the other operand of the sum. */
function switched(seen: Seen): readonly Guess[] {
  const [name, otherName] = factorsOf(seen);
  const [one, other] = [codedIn(seen, name), codedIn(seen, otherName)];
  if (one === undefined || other === undefined) return [];
  const from =
    (grid: Coded): Scaling =>
    (coded, i, j) =>
      scaleAt(grid, placeOf(coded, blockAt(coded, i, j)));
  return guessesWith(seen, [
    [name, rescaled(one, from(other))],
    [otherName, rescaled(other, from(one))],
  ]);
}

function rescaled(coded: Coded, scaling: Scaling): Matrix {
  const { matrix, codes, all } = coded;
  return matrix.map((_, i, j) => entryAt(codes, i * matrix.cols + j) * scaling(coded, i, j) * all);
}

/** An operand of a plain problem as it is given; nothing, where it is no codes. */
function codedIn({ problem, operands }: Seen, name: Name): Coded | undefined {
  const coding = operands?.[name].coding;
  if (coding === undefined || problem.batch !== undefined) return undefined;
  const matrix: Matrix = problem[name];
  const { rows, cols } = matrix;
  const found = codesOf({ entries: matrix.toArray(), members: 1, rows, cols }, coding);
  if (found === undefined || rows * cols === 0) return undefined;
  const block = [Math.min(coding.block[0], rows), Math.min(coding.block[1], cols)] as const;
  const grid = [Math.ceil(rows / block[0]), Math.ceil(cols / block[1])] as const;
  const [codes, scales] = [found.codes, found.scales].map((each) => Float64Array.from(each));
  const [all = 1] = found.globalScale ?? [];
  return codes && scales && { matrix, codes, scales, all, block, grid };
}
