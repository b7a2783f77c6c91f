import { defined } from '../../defined.ts';
import { drawFrom, pick } from '../draw/draw.ts';
import { type Problem, shapeOf, transposed } from '../problem.ts';
import { fitted } from './fitted.ts';
import { joinedOtherwise } from './joined-otherwise.ts';
import { restrict } from './restrict.ts';
import { settled } from './settled.ts';

/** Ways in which numbers alone change, as when an optimizer writes into an array. */
export const rewritings = [
  'with another W',
  'with other values',
  'with another X',
  'with one other entry',
] as const;

/** Ways in which the next problem of a sequence is like the last one, where caches are mistaken. */
export const changes = [
  'the same again',
  'with other values',
  'one longer',
  'one shorter',
  'twice as long',
  'half as long',
  'dense',
  'in other layouts',
  'transposed',
  'with another α',
] as const;

/** Those of them that change how operands lie, and nothing else. */
export const relayings = ['dense', 'in other layouts'] as const;

/** Those that change which members of a batch meet, and those that change what one call multiplies by. */
export const joinings = ['joined otherwise', 'joined otherwise'] as const;
export const factorings = ['with α', 'with another α'] as const;

export type Change =
  | (typeof changes)[number]
  | (typeof rewritings)[number]
  | (typeof joinings)[number]
  | (typeof factorings)[number];

/** `problem`, changed so, where its variant allows that. What it draws follows from `salt`. */
export function varied(problem: Problem, change: Change, salt: number): Problem {
  return fitted(changed(problem, change, salt)) ?? problem;
}

function changed(problem: Problem, change: Change, salt: number): Problem {
  const axis = (['m', 'n', 'k'] as const)[drawFrom(salt).integer(0, 2)] ?? 'm';
  const extent = shapeOf(problem)[axis];
  const all = Array.from({ length: extent }, (_, i) => i);
  switch (change) {
    case 'the same again':
      return problem;
    case 'with other values':
      return otherValues(problem);
    case 'with another W':
      return { ...problem, W: problem.W.map(other) };
    case 'with another X':
      return { ...problem, X: problem.X.map(other) };
    case 'with one other entry':
      return otherEntry(problem, salt);
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
    case 'in other layouts':
      return relaid(problem);
    case 'joined otherwise':
      return joinedOtherwise(problem);
    case 'with α':
      return problem.variant === undefined ? { ...problem, variant: { alpha: 2 } } : problem;
    case 'with another α':
      return otherFactor(problem);
    case 'transposed':
      return problem.batch === undefined ? transposed(problem) : problem;
  }
}

/**
 * Another entry of the same size, so that an exact problem stays one. In turn: 0, 1, −1, 0, …, so that
 * two changes in a row are not none.
 */
function other(value: number): number {
  return value === 0 ? 1 : Math.min(0, -value);
}

/** Of a call with α; without one, the same again. */
function otherFactor(problem: Problem): Problem {
  const { alpha, ...variant } = problem.variant ?? {};
  if (alpha === undefined) return problem;
  return { ...problem, variant: { ...variant, alpha: alpha === 1 ? 2 : 1 } };
}

function otherValues({ X, W, dY, ...rest }: Problem): Problem {
  return { X: X.map(other), W: W.map(other), dY: dY.map(other), ...rest };
}

/** What looks at a part of an operand, at its first and last entry say, sees nothing new. */
function otherEntry(problem: Problem, salt: number): Problem {
  const draw = drawFrom(salt);
  const name = pick(draw, ['W', 'X', 'dY'] as const);
  const { rows, cols } = problem[name];
  if (rows * cols === 0) return problem;
  const place = draw.integer(0, rows * cols - 1);
  const changed = problem[name].map((value: number, i: number, j: number) =>
    i * cols + j === place ? other(value) : value,
  );
  return { ...problem, [name]: changed };
}

/** Each operand lies as another one did; where all lie alike, X and dY lie dense. */
function relaid({ layouts: { X, W, dY, ...others } = {}, ...rest }: Problem): Problem {
  const isAlike = JSON.stringify([X, dY]) === JSON.stringify([W, W]);
  const turned = isAlike ? { W } : { X: dY, W: X, dY: W };
  return settled({ ...rest, layouts: { ...others, ...defined(turned) } });
}

function dense({ layouts: _, ...rest }: Problem): Problem {
  return rest;
}
