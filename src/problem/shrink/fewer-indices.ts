import { restrict } from '../derive/restrict.ts';
import { settled } from '../derive/settled.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { smallerExtents, withGaps } from './kept-indices.ts';

/** Some of the axes m, n and k; several are cut together where they are equally long. */
export type Axes = readonly ('m' | 'n' | 'k')[];

/** A fault may need axes to be equally long. */
export const axisGroups: readonly Axes[] = [
  ['m'],
  ['n'],
  ['k'],
  ['m', 'n'],
  ['n', 'k'],
  ['m', 'k'],
  ['m', 'n', 'k'],
];

/** The first rows, columns or inner indices kept, from X, W and dY together. */
export function* shorter(problem: Problem, axes: Axes): Generator<Problem> {
  const extent = commonExtent(problem, axes);
  for (const smaller of smallerExtents(extent)) {
    yield without(
      problem,
      axes,
      Array.from({ length: smaller }, (_, i) => i),
    );
  }
}

/** Rows, columns or inner indices taken out before the last, from X, W and dY together. */
export function* thinner(problem: Problem, axes: Axes): Generator<Problem> {
  for (const kept of withGaps(commonExtent(problem, axes))) yield without(problem, axes, kept);
}

/** 0, where they differ. */
function commonExtent(problem: Problem, axes: Axes): number {
  const shape = shapeOf(problem);
  const [extent = 0, ...others] = axes.map((axis) => shape[axis]);
  return others.every((other) => other === extent) ? extent : 0;
}

function without(problem: Problem, axes: Axes, kept: readonly number[]): Problem {
  return settled(axes.reduce((smaller, axis) => restrict(smaller, axis, kept), problem));
}
