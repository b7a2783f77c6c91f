/** The triple loop behind both equations, as data: what a mutant is a change of. */
import { Matrix } from '../../src/matrix/matrix.ts';

/** i counts the m rows of X and dY, j the n rows of W, l the k columns of W and dY. */
export type Index = 'i' | 'j' | 'l';
type Name = 'X' | 'W' | 'dY';
type Extents = Readonly<Record<Index, number>>;

/** An operand and the indices it is read at. */
export interface Factor {
  readonly name: Name;
  readonly at: readonly [Index, Index];
  /** Its buffer is read with the number of its rows for that of its columns. */
  readonly pitch?: 'rows';
}

/** Where a loop begins and how far behind the extent it ends. */
interface Bounds {
  readonly from: number;
  readonly beyond: number;
}

/** for i, for j, for l: entry `into` of the result = add(entry, term(left, right)). */
export interface Loop {
  readonly result: 'dX' | 'dW';
  readonly into: readonly [Index, Index];
  readonly left: Factor;
  readonly right: Factor;
  readonly bounds: Readonly<Partial<Record<Index, Bounds>>>;
  readonly start: number;
  term(left: number, right: number): number;
  /** `step` counts the terms of all entries. */
  add(entry: number, term: number, step: number): number;
}

const plain = {
  bounds: {},
  start: 0,
  term: (left: number, right: number) => left * right,
  add: (entry: number, term: number) => entry + term,
};

/** dX[i,j] = Σ_l dY[i,l]·W[j,l], and dW[j,l] = Σ_i X[i,j]·dY[i,l]. */
export const loops: Readonly<Record<'dX' | 'dW', Loop>> = {
  dX: {
    ...plain,
    result: 'dX',
    into: ['i', 'j'],
    left: { name: 'dY', at: ['i', 'l'] },
    right: { name: 'W', at: ['j', 'l'] },
  },
  dW: {
    ...plain,
    result: 'dW',
    into: ['j', 'l'],
    left: { name: 'X', at: ['i', 'j'] },
    right: { name: 'dY', at: ['i', 'l'] },
  },
};

type Operands = Readonly<Record<Name, Matrix>>;

/** What the loop computes. Indices that do not fit wrap around, so that every mutant runs. */
export function run(loop: Loop, operands: Operands): Matrix {
  const { X, W } = operands;
  const extents: Extents = { i: X.rows, j: X.cols, l: W.cols };
  const like = loop.result === 'dX' ? X : W;
  const out = Matrix.of([like.rows, like.cols], () => loop.start).toArray();
  let step = 0;
  for (const at of places(loop, extents)) {
    const [row, col] = [at[loop.into[0]] % like.rows, at[loop.into[1]] % like.cols];
    const term = loop.term(read(loop.left, operands, at), read(loop.right, operands, at));
    const place = row * like.cols + col;
    out[place] = loop.add(out[place] ?? 0, term, step);
    step += 1;
  }
  return Matrix.over(like.rows, like.cols, out);
}

function* places({ bounds }: Loop, extents: Extents): Generator<Extents> {
  const range = (index: Index): number[] => {
    const { from, beyond } = bounds[index] ?? { from: 0, beyond: 0 };
    const length = Math.max(0, extents[index] + beyond - from);
    return Array.from({ length }, (_, step) => from + step);
  };
  for (const i of range('i')) {
    for (const j of range('j')) {
      for (const l of range('l')) yield { i, j, l };
    }
  }
}

function read({ name, at, pitch }: Factor, operands: Operands, place: Extents): number {
  const matrix = operands[name];
  const [row, col] = [place[at[0]] % matrix.rows, place[at[1]] % matrix.cols];
  if (pitch === undefined) return matrix.at(row, col);
  const misread = (row * matrix.rows + col) % (matrix.rows * matrix.cols);
  return matrix.at(Math.floor(misread / matrix.cols), misread % matrix.cols);
}

/** "dX[i,j] += dY[i,l]·W[j,l]". */
export function spell({ result, into, left, right }: Loop): string {
  return `${result}[${into}] += ${spellFactor(left)}·${spellFactor(right)}`;
}

/** "dY[i,l]". */
export function spellFactor({ name, at, pitch }: Factor): string {
  return `${name}${pitch === undefined ? '' : ' by its rows'}[${at}]`;
}
