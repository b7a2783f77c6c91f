import { printExcerpt } from '../matrix/print-excerpt.ts';
import { sideBySide } from '../matrix/side-by-side.ts';
import { givenAxes } from './batch.ts';
import { describeVariant } from './drawn-variant.ts';
import { describeGroups } from './grouped.ts';
import { describeLayout } from './layout.ts';
import { type Problem, shapeOf } from './problem.ts';

function membersIn({ X, batch }: Problem): string {
  if (batch?.groups === undefined) return '(elements of the batch below one another)';
  return `${describeGroups(batch.groups, X.rows)} (their matrices of W below one another)`;
}

/** A problem for people: its sizes, X, W and dY side by side, its batch axes and its views. */
export function printProblem(problem: Problem): string {
  const { X, W, dY, batch, variant, layouts = {} } = problem;
  const { m, n, k } = shapeOf(problem);
  const axes = (name: 'X' | 'W' | 'dY'): string =>
    givenAxes(batch, name)
      .map((extent) => `${extent}×`)
      .join('');
  const blocks = sideBySide([
    ['X', printExcerpt(X)],
    ['W', printExcerpt(W)],
    ['dY', printExcerpt(dY)],
  ]);
  return [
    `X ${axes('X')}${m}×${n}, W ${axes('W')}${n}×${k}, dY ${axes('dY')}${m}×${k}`,
    blocks,
    ...(batch === undefined ? [] : [membersIn(problem)]),
    ...(variant === undefined ? [] : [`asked for: ${describeVariant(variant).join(', ')}`]),
    ...Object.entries(layouts).map(
      ([name, layout]) => `${name} is a view: ${describeLayout(layout)}`,
    ),
  ].join('\n');
}
