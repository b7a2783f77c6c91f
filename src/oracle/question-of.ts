import { at } from '../at.ts';
import type { Given, Operand, Operands } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { entriesOf, sizeOf } from '../matrix/strided.ts';
import { turned } from '../matrix/turned.ts';
import { exponentOf } from '../number/round.ts';
import { type Batch, batchSizes, joined } from '../problem/batch.ts';
import { grouped, notOfGroups, rowsInGroups } from '../problem/grouped.ts';
import type { Problem } from '../problem/problem.ts';
import { mostEntries } from '../wire/json-tensor.ts';
import { malformed } from '../wire/malformed.ts';
import type { Terms } from './sums-of.ts';

/** A question of the contract as matrices, whatever its rank, strides and options. */
export interface Question {
  readonly problem: Problem;
  readonly terms: Terms;
  readonly given: Given;
}

/** The operands of a forward pass as matrices, and the shape of Y. */
export interface ForwardQuestion extends Pick<Problem, 'X' | 'W' | 'batch'> {
  readonly shapeOfY: readonly number[];
  /** Of its members below one another. */
  readonly rowsOfY: number;
}

/** @throws GradgateError FORMAT, when shapes do not fit, or a factor is no power of two */
export function questionOf(given: Given): Question {
  const { options = {}, dY } = given;
  const { shapeOfY, rowsOfY, ...operands } = forwardQuestionOf(given);
  for (const name of ['X', 'W'] as const) checkDestination(name, given);
  for (const name of ['alpha', 'beta'] as const) checkFactor(name, options[name]);
  if (options.epilogue !== undefined) checkEpilogue(given, operands);
  if (dY.shape.join() !== shapeOfY.join()) {
    const expected = `that of Y, [${shapeOfY.join(', ')}]`;
    throw malformed('dY.shape', expected, `[${dY.shape.join(', ')}]`);
  }
  return {
    problem: { ...operands, dY: Matrix.over(rowsOfY, operands.W.cols, entriesOf(dY)), salt: 0 },
    terms: { ...options, prior: priorOf(given) },
    given,
  };
}

/** X and W of a question as matrices. @throws GradgateError FORMAT, when they do not fit */
export function forwardQuestionOf(given: Operands & Pick<Given, 'options'>): ForwardQuestion {
  const { options: { transX, transW, shared } = {} } = given;
  if (given.groups !== undefined) return groupedQuestionOf(given, given.groups);
  const X = stacked('X', given.X, transX);
  const W =
    shared === undefined ? stacked('W', given.W, transW) : stacked('W', given.X, shared === 'X·Xᵀ');
  const batch = batchOf(X.axes, W.axes);
  if (X.cols !== W.rows) {
    throw malformed('W.shape', `the inner extent ${X.cols} of X`, `${W.rows}`);
  }
  const axes = batch === undefined ? [] : joined(batch);
  const rows = given.X.shape.length === 1 ? [] : [X.rows];
  const cols = given.W.shape.length === 1 && shared === undefined ? [] : [W.cols];
  const shapeOfY = [...axes, ...rows, ...cols];
  checkSize(shapeOfY);
  const rowsOfY = sizeOf(axes) * X.rows;
  // Without members, no row says how many each of them would have.
  const known = batch && batchSizes(batch).X === 0 ? { ...batch, m: X.rows } : batch;
  return { X: X.matrix, W: W.matrix, shapeOfY, rowsOfY, ...(known && { batch: known }) };
}

/** X and W of groups of rows. @throws GradgateError FORMAT, when they do not fit */
function groupedQuestionOf(
  given: Operands & Pick<Given, 'options'>,
  groups: readonly number[],
): ForwardQuestion {
  const { options = {} } = given;
  const foreign = notOfGroups.find((name) => (options[name] ?? false) !== false);
  if (foreign !== undefined) throw malformed('options', 'less beside groups', foreign);
  if (given.X.shape.length !== 2) throw malformed('X.shape', 'two axes', given.X.shape);
  const X = stacked('X', given.X);
  const W = stacked('W', given.W, options.transW);
  if (W.axes.length !== 1 || W.axes[0] !== groups.length || groups.length === 0) {
    throw malformed('W.shape', `one axis in front, of ${groups.length} groups`, given.W.shape);
  }
  if (X.cols !== W.rows) {
    throw malformed('W.shape', `the inner extent ${X.cols} of X`, `${W.rows}`);
  }
  if (rowsInGroups(groups) > X.rows) throw malformed('groups', `${X.rows} rows at most`, groups);
  const [shapeOfY, batch] = [[X.rows, W.cols], grouped(groups)];
  checkSize(shapeOfY);
  return { X: X.matrix, W: W.matrix, shapeOfY, rowsOfY: X.rows, batch };
}

function checkSize(shapeOfY: readonly number[]): void {
  if (sizeOf(shapeOfY) <= mostEntries) return;
  throw malformed('W.shape', `a product of at most ${mostEntries} entries`, shapeOfY);
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
  if (shape.length === 0) throw malformed(`${name}.shape`, 'at least one axis', '[]');
  const length = at(shape, shape.length - 1);
  const [stored, axes] =
    shape.length > 1
      ? [[at(shape, shape.length - 2), length] as const, shape.slice(0, -2)]
      : [name === 'X' ? ([1, length] as const) : ([length, 1] as const), []];
  const entries = transposed ? turned(entriesOf(operand), stored) : entriesOf(operand);
  const [rows, cols] = transposed ? [stored[1], stored[0]] : stored;
  return { matrix: Matrix.over(sizeOf(axes) * rows, cols, entries), axes, rows, cols };
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
  if (apart) throw malformed('W.shape', `batch axes that join ${X.join('×')}`, W.join('×'));
  return batch;
}

/** What gradients are added to, in the orientation of X and W. */
function priorOf({ options: { into, transX, transW } = {} }: Given): Terms['prior'] {
  if (!into?.accumulate) return undefined;
  const dX = stacked('X', into.dX, transX).matrix;
  return { dX, dW: stacked('W', into.dW, transW).matrix };
}

/**
 * A question whose W is held as `weight` says, told by a flag. A vector has no transpose, and one variable is
 * given in one way. @throws GradgateError FORMAT, when nothing known is said
 */
export function heldAs<Asked extends Operands & Pick<Given, 'options'>>(
  given: Asked,
  weight: unknown,
): Asked {
  if (weight === undefined) return given;
  if (weight !== 'out×in') throw malformed('weight', 'out×in, or nothing', weight);
  const { options = {}, W } = given;
  if (options.shared !== undefined || W.shape.length === 1) return given;
  return { ...given, options: { ...options, transW: !options.transW } };
}

/** Gradients have the shapes of what they are the gradients of, wherever they go. */
function checkDestination(name: 'X' | 'W', given: Given): void {
  const [shape, destination] = [given[name].shape, given.options?.into?.[`d${name}`]];
  if (destination === undefined || destination.shape.join() === shape.join()) return;
  const [where, expected] = [
    `options.into.d${name}.shape`,
    `that of ${name}, [${shape.join(', ')}]`,
  ];
  throw malformed(where, expected, `[${destination.shape.join(', ')}]`);
}

/** The sign of every entry of Z = X·W is known. */
function checkEpilogue({ options = {} }: Given, { X, W }: Pick<Problem, 'X' | 'W'>): void {
  for (const other of ['alpha', 'beta', 'shared'] as const) {
    if (options[other] === undefined) continue;
    throw malformed('options.epilogue', `none beside ${other}`, options.epilogue);
  }
  const strange = [...X.entries(), ...W.entries()].find((entry) => !Number.isFinite(entry));
  if (strange === undefined) return;
  throw malformed('options.epilogue', 'only finite numbers beside it', strange);
}

/** Scaling may not round: bounds are those of the sums alone. */
function checkFactor(name: 'alpha' | 'beta', value = 0): void {
  if (value === 0 || Math.abs(value) === 2 ** exponentOf(value)) return;
  throw malformed(`options.${name}`, '0 or a power of two', value);
}
