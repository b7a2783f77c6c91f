import { drawFrom } from '../draw/draw.ts';
import { type Problem, shapeOf, transposed } from '../problem.ts';
import { restrict } from './restrict.ts';

/** Ways in which the next problem of a sequence is like the last one, where caches are mistaken. */
export const changes = [
  'the same again',
  'with other values',
  'one longer',
  'one shorter',
  'twice as long',
  'half as long',
  'dense',
  'transposed',
] as const;
export type Change = (typeof changes)[number];

/** `problem`, changed so. What it draws follows from `salt`. */
export function varied(problem: Problem, change: Change, salt: number): Problem {
  const axis = (['m', 'n', 'k'] as const)[drawFrom(salt).integer(0, 2)] ?? 'm';
  const extent = shapeOf(problem)[axis];
  const all = Array.from({ length: extent }, (_, i) => i);
  switch (change) {
    case 'the same again':
      return problem;
    case 'with other values':
      return otherValues(problem);
    case 'one longer':
      return restrict(problem, axis, [...all, ...all.slice(0, 1)]);
    case 'one shorter':
      return restrict(problem, axis, extent > 1 ? all.slice(1) : all);
    case 'twice as long':
      return restrict(problem, axis, extent > 40 ? all : [...all, ...all]);
    case 'half as long':
      return restrict(problem, axis, all.slice(0, Math.ceil(extent / 2)));
    case 'dense':
      return dense(problem);
    case 'transposed':
      return problem.batch === undefined ? transposed(problem) : problem;
  }
}

/** Entries become others of the same size, so that an exact problem stays one. */
function otherValues({ X, W, dY, ...rest }: Problem): Problem {
  // In turn: 0, 1, −1, 0, …, so that two changes in a row are not none.
  const other = (value: number): number => (value === 0 ? 1 : Math.min(0, -value));
  return { X: X.map(other), W: W.map(other), dY: dY.map(other), ...rest };
}

function dense({ layouts: _, ...rest }: Problem): Problem {
  return rest;
}
