import { at } from '../../at.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import type { NumberFormat } from '../../number/formats.ts';
import type { Problem } from '../problem.ts';
import { complexity, simplerValues } from './simpler-values.ts';

const operands = ['X', 'W', 'dY'] as const;
type Operand = (typeof operands)[number];

/** Whole operands, then their rows and columns, set to 0 or to 1 where that is simpler. */
export function* plainerLines(problem: Problem): Generator<Problem> {
  for (const name of operands) {
    const { rows, cols } = problem[name];
    for (const value of [0, 1]) {
      yield* plainer(problem, name, { value, hit: () => true });
      for (let i = 0; i < rows && rows > 1 && cols > 1; i += 1) {
        yield* plainer(problem, name, { value, hit: (row) => row === i });
      }
      for (let j = 0; j < cols && rows > 1 && cols > 1; j += 1) {
        yield* plainer(problem, name, { value, hit: (_, column) => column === j });
      }
    }
  }
}

/** The problem with the entries hit set to `value`, if one of them gets simpler and none worse. */
function* plainer(
  problem: Problem,
  name: Operand,
  { value, hit }: { value: number; hit: (i: number, j: number) => boolean },
): Generator<Problem> {
  let change = false;
  const lower = (old: number, i: number, j: number): number => {
    if (!hit(i, j) || complexity(old) <= complexity(value)) return old;
    change = true;
    return value;
  };
  const operand = mapOperand(problem, name, lower);
  if (change) yield operand;
}

/** One entry of a problem. */
export interface Place {
  readonly name: Operand;
  readonly i: number;
  readonly j: number;
  readonly value: number;
}

/** One entry made simpler, and its number; from the entry at `first` on, those before it last. */
export function* simplerEntries(
  problem: Problem,
  format: NumberFormat,
  first: number,
): Generator<{ problem: Problem; place: number }> {
  const places = placesOf(problem);
  for (let step = 0; step < places.length; step += 1) {
    const place = (first + step) % places.length;
    const entry = at(places, place);
    for (const value of simplerValues(entry.value, format)) {
      yield { problem: changeEntries(problem, [{ ...entry, value }]), place };
    }
  }
}

/** The problem with other values at some places. */
export function changeEntries(problem: Problem, changed: readonly Place[]): Problem {
  return changed.reduce(
    (before, { name, i, j, value }) =>
      mapOperand(before, name, (old, row, col) => (row === i && col === j ? value : old)),
    problem,
  );
}

/** All entries, those of X first. */
export function placesOf(problem: Problem): Place[] {
  return operands.flatMap((name) => {
    const matrix: Matrix = problem[name];
    return Array.from({ length: matrix.rows * matrix.cols }, (_, place) => {
      const [i, j] = [Math.floor(place / matrix.cols), place % matrix.cols];
      return { name, i, j, value: matrix.at(i, j) };
    });
  });
}

function mapOperand(
  problem: Problem,
  name: Operand,
  change: (value: number, i: number, j: number) => number,
): Problem {
  return { ...problem, [name]: problem[name].map(change) };
}
