import { entryAt } from '../../at.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { type Layout, place } from '../layout.ts';
import type { Problem } from '../problem.ts';
import { type EntryRule, rowsBy } from './entry-rule.ts';
import type { LargeProblem } from './large-problem.ts';

type Name = 'X' | 'W' | 'dY';

/** What the entries of each operand are. */
export type EntryRules = Readonly<Record<Name, EntryRule>>;

const salts = { X: 0x3779b1, W: 0x7f4a7c, dY: 0x5bd1e9, dX: 0x1b8735, dW: 0x52dce7 } as const;

/** What gradients are added to: whole numbers so small that a sum has room for them. */
const start: EntryRule = { kind: 'whole', largest: 2, grows: false };

/**
 * The operands of a large problem: views of storage in their layouts, with NaN around their entries. X and
 * W are held transposed where that is said. Members of a batch are stacked as rows.
 */
export function fill(
  problem: LargeProblem,
  rules: EntryRules,
  turns: { readonly X: boolean; readonly W: boolean },
): Pick<Problem, Name> {
  const written = <R extends string, C extends string>(
    name: Name,
    matrix: Matrix<R, C>,
  ): Matrix<R, C> => {
    writeRows(matrix, rowsOf(problem, name, rules[name]));
    return matrix;
  };
  const { members = 1 } = problem;
  const [m, n, k] = [members * problem.shape.m, problem.shape.n, problem.shape.k];
  const inner = members * n;
  const { X, W, dY } = problem.layouts ?? {};
  return {
    X: written('X', turns.X ? storage<'n', 'm'>([n, m], X).T : storage([m, n], X)),
    W: written('W', turns.W ? storage<'k', 'n'>([k, n], W).T : storage([inner, k], W)),
    dY: written('dY', storage<'m', 'k'>([m, k], dY)),
  };
}

/** What a destination holds before the call, row-major as it is stored: NaN, or what is added to. */
export function destination(
  problem: LargeProblem,
  name: 'dX' | 'dW',
  [rows, cols]: readonly [number, number],
): Float64Array {
  const data = new Float64Array(rows * cols);
  if (problem.variant?.into !== 'accumulate') return data.fill(Number.NaN);
  writeRows(Matrix.over(rows, cols, data), rowsOf(problem, name, start));
  return data;
}

/** The first entry of an operand that is not as it was filled: row and column. */
export function firstChanged(
  matrix: Matrix,
  problem: LargeProblem,
  [name, rule]: readonly [Name, EntryRule],
): readonly [number, number] | undefined {
  const write = rowsOf(problem, name, rule);
  const row = new Float64Array(matrix.cols);
  for (let i = 0; i < matrix.rows; i += 1) {
    write(row, i);
    const j = firstUnlike(matrix, i, row);
    if (j >= 0) return [i, j];
  }
  return undefined;
}

/** Whether something was written between or around the entries of an operand: there is NaN. */
export function isTouchedAround({ rows, cols, storage: data }: Matrix): boolean {
  let numbers = 0;
  for (let place = 0; place < data.length; place += 1) {
    if (!Number.isNaN(data[place])) numbers += 1;
  }
  return numbers !== rows * cols;
}

function rowsOf({ salt }: LargeProblem, name: keyof typeof salts, rule: EntryRule) {
  return rowsBy(rule, Math.imul(salt ^ salts[name], 0x9e3779b1));
}

/** Room for entries. */
function storage<R extends string, C extends string>(
  [rows, cols]: readonly [number, number],
  layout: Layout | undefined,
): Matrix<R, C> {
  if (layout === undefined) return Matrix.over(rows, cols, new Float64Array(rows * cols));
  const { strides, offset, length } = place([rows, cols], layout);
  const [down = 0, right = 0] = strides;
  const data = new Float64Array(length).fill(Number.NaN);
  return new Matrix({ storage: data, rows, cols, strides: [down, right], offset });
}

function writeRows(matrix: Matrix, write: ReturnType<typeof rowsBy>): void {
  const { storage: data, rows, cols, strides, offset } = matrix.view;
  const [down, right] = strides;
  const isDense = right === 1;
  const row = new Float64Array(cols);
  for (let i = 0; i < rows; i += 1) {
    const start = offset + i * down;
    if (isDense) {
      write(data.subarray(start, start + cols), i);
      continue;
    }
    write(row, i);
    for (let j = 0; j < cols; j += 1) data[start + j * right] = entryAt(row, j);
  }
}

function firstUnlike({ view }: Matrix, i: number, row: Float64Array): number {
  const { storage: data, strides, offset } = view;
  const [down, right] = strides;
  for (let j = 0, at = offset + i * down; j < row.length; j += 1, at += right) {
    if (data[at] !== row[j]) return j;
  }
  return -1;
}
