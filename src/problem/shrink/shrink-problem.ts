import { at } from '../../at.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import type { NumberFormat } from '../../number/formats.ts';
import { joined, lowerRank, restrictAxis } from '../batch.ts';
import { restrict, restrictBatch, withoutBatchAxis } from '../derive/restrict.ts';
import { settled } from '../derive/settled.ts';
import { plainerLayouts } from '../layout.ts';
import { type Layouts, type Problem, shapeOf } from '../problem.ts';
import { complexity, simplerValues } from './simpler-values.ts';

/** A simpler problem, and the entry to go on from when it still fails. */
export interface Candidate {
  readonly problem: Problem;
  readonly cursor: number;
}

const operands = ['X', 'W', 'dY'] as const;

/**
 * Strictly simpler problems, boldest first: fewer members of a batch; fewer rows, columns and inner
 * indices, removed from X, W and dY together; denser layouts; then whole operands and lines to 0 or
 * 1; then single entries, within the format. `cursor` is the entry at which the last accepted step happened: the ones
 * before it are tried last.
 */
export function* shrinkProblem(
  problem: Problem,
  format: NumberFormat,
  cursor = 0,
): Generator<Candidate> {
  for (const smaller of fewerMembers(problem)) yield { problem: settled(smaller), cursor: 0 };
  for (const smaller of fewerIndices(problem)) yield { problem: settled(smaller), cursor: 0 };
  for (const denser of denserLayouts(problem)) yield { problem: denser, cursor };
  for (const plainer of plainerLines(problem)) yield { problem: plainer, cursor };
  yield* simplerEntries(problem, format, cursor);
}

/**
 * Batch axes left out, with one of their members kept; half, a quarter, … one of the members along an
 * axis left out; then leading axes of extent 1 that one operand need not have.
 */
function* fewerMembers(problem: Problem): Generator<Problem> {
  const { batch } = problem;
  if (batch === undefined) return;
  for (const [axis, extent] of joined(batch).entries()) {
    for (let kept = 0; kept < extent; kept += 1) {
      yield withoutBatchAxis(restrictBatch(problem, axis, [kept]), axis);
    }
    for (const kept of subsets(extent)) yield restrictBatch(problem, axis, kept);
  }
  for (const operand of ['X', 'W'] as const) {
    const lower = lowerRank(batch, operand);
    if (lower === undefined) continue;
    yield { ...problem, batch: lower };
    for (const [axis, extent] of joined(batch).entries()) {
      if (extent > 1)
        yield { ...restrictBatch(problem, axis, [0]), batch: restrictAxis(lower, axis, [0]) };
    }
  }
}

/** All operands dense, then each, then each a little plainer. */
function* denserLayouts(problem: Problem): Generator<Problem> {
  const { layouts, ...rest } = problem;
  if (layouts === undefined) return;
  yield rest;
  // SAFETY: Object.keys forgets the key type.
  for (const name of Object.keys(layouts) as (keyof Layouts)[]) {
    const { [name]: layout, ...others } = layouts;
    if (layout === undefined) continue;
    for (const plainer of plainerLayouts(layout)) {
      if (plainer !== undefined)
        yield settled({ ...rest, layouts: { ...layouts, [name]: plainer } });
      else if (Object.keys(others).length > 0) yield { ...rest, layouts: others };
    }
  }
}

/**
 * Every way to leave out half, a quarter, … one of the rows, columns or inner indices; of several
 * axes at once where they are equally long, because a fault may need them to be.
 */
function* fewerIndices(problem: Problem): Generator<Problem> {
  const shape = shapeOf(problem);
  for (const axes of axisGroups) {
    const [extent, ...others] = axes.map((axis) => shape[axis]);
    if (extent === undefined || others.some((other) => other !== extent)) continue;
    for (const kept of subsets(extent)) {
      yield axes.reduce((smaller, axis) => restrict(smaller, axis, kept), problem);
    }
  }
}

const axisGroups: readonly (readonly ('m' | 'n' | 'k')[])[] = [
  ['m'],
  ['n'],
  ['k'],
  ['m', 'n'],
  ['n', 'k'],
  ['m', 'k'],
  ['m', 'n', 'k'],
];

function* subsets(extent: number): Generator<number[]> {
  const all = Array.from({ length: extent }, (_, i) => i);
  for (let chunk = Math.floor(extent / 2); chunk >= 1; chunk = Math.floor(chunk / 2)) {
    for (let start = 0; start < extent; start += chunk) {
      const kept = all.filter((i) => i < start || i >= start + chunk);
      if (kept.length > 0) yield kept;
    }
  }
}

/** Whole operands, then their rows and columns, set to 0 or to 1 where that is simpler. */
function* plainerLines(problem: Problem): Generator<Problem> {
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
  name: (typeof operands)[number],
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

function mapOperand(
  problem: Problem,
  name: (typeof operands)[number],
  change: (value: number, i: number, j: number) => number,
): Problem {
  return { ...problem, [name]: problem[name].map(change) };
}

function* simplerEntries(
  problem: Problem,
  format: NumberFormat,
  cursor: number,
): Generator<Candidate> {
  const places = operands.flatMap((name) => placesOf(name, problem[name]));
  for (let step = 0; step < places.length; step += 1) {
    const place = (cursor + step) % places.length;
    const { name, i, j } = at(places, place);
    for (const value of simplerValues(problem[name].at(i, j), format)) {
      const set = (old: number, r: number, c: number): number => (r === i && c === j ? value : old);
      yield { problem: mapOperand(problem, name, set), cursor: place };
    }
  }
}

function placesOf(
  name: (typeof operands)[number],
  matrix: Matrix,
): { name: (typeof operands)[number]; i: number; j: number }[] {
  return Array.from({ length: matrix.rows * matrix.cols }, (_, place) => ({
    name,
    i: Math.floor(place / matrix.cols),
    j: place % matrix.cols,
  }));
}
