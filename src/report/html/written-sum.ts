/** The sum that an entry is, read off the operands: which of its terms the answer has. */
import { at } from '../../at.ts';
import type { JsonProblem, WrongEntries } from '../../verdict/counterexample.ts';
import { decodeMatrix } from '../../verdict/encode-matrix.ts';
import { decodeNumber } from '../../wire/json-number.ts';

/** One product, by its factors and their values. */
export interface Term {
  readonly left: string;
  readonly right: string;
  readonly values: readonly [number, number];
  readonly value: number;
  /** What the answer makes of it, where that is the only way to read it. */
  readonly fate: 'summed' | 'missing' | 'twice' | 'with the wrong sign';
}

/** An entry of dX, dW or Y as a sum, and what lights up in its two factors. */
export interface WrittenSum {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly expected: number;
  readonly actual: number;
  /** Of each operand that is a factor: the row or the column that is summed over. */
  readonly lit: Readonly<Partial<Record<'X' | 'W' | 'dY', Line>>>;
  /** The term to look at: the first that the answer has otherwise, or the first that is not 0. */
  readonly told: number;
}

/** A row or a column of an operand. */
export type Line = { readonly row: number } | { readonly column: number };

interface Factors {
  readonly left: Factor;
  readonly right: Factor;
}

interface Factor {
  readonly name: 'X' | 'W' | 'dY';
  readonly line: Line;
}

/** For each result, the lines of its factors at entry (i, j): (1), (2) and Y = X·W. */
const factors: Readonly<Record<string, (i: number, j: number) => Factors>> = {
  dX: (i, j) => ({
    left: { name: 'dY', line: { row: i } },
    right: { name: 'W', line: { row: j } },
  }),
  dW: (i, j) => ({
    left: { name: 'X', line: { column: i } },
    right: { name: 'dY', line: { column: j } },
  }),
  Y: (i, j) => ({
    left: { name: 'X', line: { row: i } },
    right: { name: 'W', line: { column: j } },
  }),
};

/**
 * The sum behind the wrong entry. Nothing where the entry is not one of dX, dW or Y of a plain problem,
 * or where the operands do not sum to what was expected, so that something else was asked.
 */
export function writtenSum(problem: JsonProblem, wrong: WrongEntries): WrittenSum | undefined {
  const { X, W, dY, batch, groups, asks = [] } = problem;
  const ways = factors[wrong.where];
  if (!ways || !X || !W || !dY || batch || groups || asks.length > 0) return undefined;
  const { left, right } = ways(...wrong.entry);
  const operands = { X, W, dY };
  const listed = (factor: Factor): Entry[] => entriesOf(factor, operands[factor.name]);
  const [first, second] = [listed(left), listed(right)];
  if (first.length !== second.length || first.length === 0) return undefined;
  const bare = first.map((entry, place) => product(entry, at(second, place)));
  const [mid, rad] = [wrong.expected.mid, wrong.expected.rad].map((each) => decodeNumber('', each));
  const actual = decodeNumber('', wrong.actual);
  if (mid === undefined || rad === undefined) return undefined;
  const sum = bare.reduce((total, { value }) => total + value, 0);
  // Both lie within the radius of the exact sum: this one is a float64 sum in some order.
  if (!(Math.abs(sum - mid) <= 2 * rad)) return undefined;
  const terms =
    rad === 0
      ? withFates(bare, actual)
      : bare.map((term) => ({ ...term, fate: 'summed' as const }));
  return {
    name: `${wrong.where}[${wrong.entry.join(', ')}]`,
    terms,
    told: Math.max(0, toldAmong(terms)),
    expected: mid,
    actual,
    lit: { [left.name]: left.line, [right.name]: right.line },
  };
}

function toldAmong(terms: readonly Term[]): number {
  const changed = terms.findIndex(({ fate }) => fate !== 'summed');
  return changed >= 0 ? changed : terms.findIndex(({ value }) => value !== 0);
}

type Entry = readonly [name: string, value: number];

type Bare = Omit<Term, 'fate'>;

function entriesOf({ name, line }: Factor, rows: JsonMatrixOf): Entry[] {
  const matrix = decodeMatrix(rows);
  if ('row' in line) {
    if (line.row >= matrix.rows) return [];
    return Array.from({ length: matrix.cols }, (_, j) => [
      `${name}[${line.row}, ${j}]`,
      matrix.at(line.row, j),
    ]);
  }
  if (line.column >= matrix.cols) return [];
  return Array.from({ length: matrix.rows }, (_, i) => [
    `${name}[${i}, ${line.column}]`,
    matrix.at(i, line.column),
  ]);
}

type JsonMatrixOf = Parameters<typeof decodeMatrix>[0];

function product([left, a]: Entry, [right, b]: Entry): Bare {
  return { left, right, values: [a, b], value: a * b };
}

/** Subsets of more terms are not tried. */
const mostTried = 12;

/** Which terms the answer lacks, has twice or with another sign; all are summed where that is not clear. */
function withFates(terms: readonly Bare[], actual: number): Term[] {
  const places = terms.flatMap(({ value }, place) => (value === 0 ? [] : [place]));
  const sum = terms.reduce((total, { value }) => total + value, 0);
  const single = (change: number, fate: Term['fate']): Reading[] =>
    places
      .filter((place) => sum + change * at(terms, place).value === actual)
      .map((place) => ({ places: [place], fate }));
  const readings = [
    ...missing(terms, places, actual),
    ...single(1, 'twice'),
    ...single(-2, 'with the wrong sign'),
  ];
  const [only, other] = readings;
  const isClear = only !== undefined && other === undefined;
  return terms.map((term, place) => ({
    ...term,
    fate: isClear && only.places.includes(place) ? only.fate : 'summed',
  }));
}

interface Reading {
  readonly places: readonly number[];
  readonly fate: Term['fate'];
}

/** Every set of terms without which the sum is the answer. */
function missing(terms: readonly Bare[], places: readonly number[], actual: number): Reading[] {
  if (places.length > mostTried) return [];
  const found: Reading[] = [];
  for (let set = 1; set < 2 ** places.length; set += 1) {
    const left = places.filter((_, bit) => ((set >> bit) & 1) === 1);
    const sum = terms.reduce((total, { value }, place) => {
      return left.includes(place) ? total : total + value;
    }, 0);
    if (sum === actual) found.push({ places: left, fate: 'missing' });
  }
  return found;
}
