/** A question of the contract as matrices, whatever its rank, strides and options. */
import { at } from '../at.ts';
import { entriesOf } from '../call/lay-out.ts';
import type { Given, Operand, Options } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { type Batch, joined } from '../problem/batch.ts';
import type { Problem } from '../problem/problem.ts';
import { wrong } from '../vectors/tensor.ts';

export interface Question {
  readonly problem: Problem;
  readonly options: Options;
  readonly given: Given;
}

/** @throws GradgateError FORMAT, when the shapes do not fit together */
export function questionOf(given: Given): Question {
  const { options = {} } = given;
  const { shared } = options;
  const X = stacked('X', given.X, options.transX);
  const W =
    shared === undefined
      ? stacked('W', given.W, options.transW)
      : stacked('W', given.X, shared === 'X·Xᵀ');
  const batch = batchOf(X.axes, W.axes);
  checkShapes({ given, X, W, batch });
  const rows = given.X.shape.length === 1 ? 1 : X.rows;
  const axes = batch === undefined ? [] : joined(batch);
  const members = axes.reduce((product, extent) => product * extent, 1);
  const dY = Matrix.over<'m', 'k'>(members * rows, W.cols, entriesOf(given.dY));
  const problem: Problem = {
    X: X.matrix,
    W: W.matrix,
    dY,
    salt: 0,
    ...(batch === undefined ? {} : { batch }),
  };
  return { problem, options, given };
}

interface Stacked {
  /** The members as rows below one another. */
  readonly matrix: Matrix<never, never>;
  readonly axes: readonly number[];
  /** Of one member. */
  readonly rows: number;
  readonly cols: number;
}

/** An operand's members below one another; a vector is a row in the place of X, a column of W. */
function stacked(name: 'X' | 'W', operand: Operand, transposed = false): Stacked {
  const { shape } = operand;
  if (shape.length === 0) throw wrong(`${name}.shape`, 'at least one axis', '[]');
  const length = at(shape, shape.length - 1);
  const [stored, axes] =
    shape.length > 1
      ? [[at(shape, shape.length - 2), length] as const, shape.slice(0, -2)]
      : [name === 'X' ? ([1, length] as const) : ([length, 1] as const), []];
  const entries = transposed ? turned(entriesOf(operand), stored) : entriesOf(operand);
  const [rows, cols] = transposed ? [stored[1], stored[0]] : stored;
  const members = axes.reduce((product, extent) => product * extent, 1);
  return { matrix: Matrix.over(members * rows, cols, entries), axes, rows, cols };
}

/** Every rows×cols member of row-major entries transposed. */
export function turned(
  entries: Float64Array,
  [rows, cols]: readonly [number, number],
): Float64Array {
  const size = rows * cols;
  return entries.map((_, place) => {
    const [member, inside] = [Math.floor(place / size), place % size];
    return at(entries, member * size + (inside % rows) * cols + Math.floor(inside / rows));
  });
}

/** The batch axes by NumPy's rules. @throws GradgateError FORMAT, when they do not join */
function batchOf(X: readonly number[], W: readonly number[]): Batch | undefined {
  const rank = Math.max(X.length, W.length);
  if (rank === 0) return undefined;
  const padded = (axes: readonly number[]): number[] => [
    ...new Array<number>(rank - axes.length).fill(1),
    ...axes,
  ];
  const batch = { X: padded(X), W: padded(W), ranks: { X: X.length, W: W.length } };
  const apart = batch.X.some((x, axis) => x !== batch.W[axis] && x !== 1 && batch.W[axis] !== 1);
  if (apart) throw wrong('W.shape', `batch axes that join ${X.join('×')}`, W.join('×'));
  return batch;
}

interface Fitting {
  readonly given: Given;
  readonly X: Stacked;
  readonly W: Stacked;
  readonly batch: Batch | undefined;
}

function checkShapes({ given, X, W, batch }: Fitting): void {
  if (X.cols !== W.rows) {
    throw wrong('W.shape', `the inner extent ${X.cols} of X`, `${W.rows}`);
  }
  const rows = given.X.shape.length === 1 ? [] : [X.rows];
  const cols = given.W.shape.length === 1 && given.options?.shared === undefined ? [] : [W.cols];
  for (const name of ['X', 'W'] as const) checkDestination(name, given);
  const due = [...(batch === undefined ? [] : joined(batch)), ...rows, ...cols];
  if (given.dY.shape.join() === due.join()) return;
  throw wrong('dY.shape', `that of Y, [${due.join(', ')}]`, `[${given.dY.shape.join(', ')}]`);
}

/** Gradients have the shapes of what they are the gradients of, wherever they go. */
function checkDestination(name: 'X' | 'W', given: Given): void {
  const [shape, destination] = [given[name].shape, given.options?.into?.[`d${name}`]];
  if (destination === undefined || destination.shape.join() === shape.join()) return;
  const where = `options.into.d${name}.shape`;
  throw wrong(where, `that of ${name}, [${shape.join(', ')}]`, `[${destination.shape.join(', ')}]`);
}
