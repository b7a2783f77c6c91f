/** Mistakes about what a call asks for besides. */
import type { Terms } from '../../oracle/sums-of.ts';
import type { Problem } from '../../problem/problem.ts';
import { guessOf } from '../guess.ts';
import { type Asked, belowOneAnother, formulaOf, productOf, sumsFor } from '../seen.ts';
import type { Mistake } from './mistake.ts';

/** What is asked in its place; nothing, where it is not asked for. */
type Change = (problem: Problem, terms: Terms) => Omit<Asked, 'of'> | undefined;

const changes: readonly (readonly [string, Change])[] = [
  [
    'α is left out',
    (problem, { alpha, ...terms }) => (alpha === undefined ? undefined : { problem, terms }),
  ],
  [
    'α is applied twice',
    (problem, { alpha, ...terms }) =>
      alpha === undefined ? undefined : { problem, terms: { ...terms, alpha: alpha * alpha } },
  ],
  [
    'what is in the destination is written over instead of added to',
    (problem, { prior, ...terms }) => (prior === undefined ? undefined : { problem, terms }),
  ],
  ['what is in the destination is scaled by α, too', scalingPrior],
  [
    'what is in the destination stays as it is',
    ({ dY, ...problem }, { prior, ...terms }) =>
      prior && { problem: { ...problem, dY: dY.map(() => 0) }, terms: { ...terms, prior } },
  ],
  [
    'the epilogue is left out: all of dY goes on',
    (problem, { epilogue, ...terms }) => (epilogue === undefined ? undefined : { problem, terms }),
  ],
  ['the epilogue lets dY go on also where X·W is 0', masking((z) => z >= 0)],
  ['the epilogue looks at the sign of dY, and not at that of X·W', masking((_, y) => y > 0)],
  ['the mask of the epilogue is read transposed', maskTransposed],
];

/** Every mistake about options. */
export const ofOptions: readonly Mistake[] = [
  ...changes.map(changing),
  ...(['first', 'second'] as const).map(usedOnce),
];

function changing([words, change]: (typeof changes)[number]): Mistake {
  return {
    cause: 'options',
    sentence: () => words,
    guesses: (seen) => {
      const other = seen.of === 'Y' ? undefined : change(seen.problem, seen.terms);
      return other === undefined ? [] : [guessOf(formulaOf({ of: seen.of, ...other }))];
    },
  };
}

/** Where X and W are one variable, its gradient is a sum over both of its uses. */
function usedOnce(which: 'first' | 'second'): Mistake {
  return {
    cause: 'options',
    sentence: () => `X and W are one variable, and the ${which} of its two uses alone counts`,
    guesses: (seen) => {
      if (seen.terms.shared === undefined) return [];
      const halves = sumsFor(seen).map((sum) => {
        const half = sum.left.cols / 2;
        const [from, to] = which === 'first' ? [0, half] : [half, 2 * half];
        const [left, right] = [sum.left.columnRange(from, to), sum.right.rowRange(from, to)];
        return productOf({ ...sum, left, right });
      });
      return [guessOf(belowOneAnother(halves))];
    },
  };
}

function scalingPrior(problem: Problem, terms: Terms): ReturnType<Change> {
  const { prior, alpha } = terms;
  if (prior === undefined || alpha === undefined) return undefined;
  const scaled = {
    dX: prior.dX.map((entry) => alpha * entry),
    dW: prior.dW.map((entry) => alpha * entry),
  };
  return { problem, terms: { ...terms, prior: scaled } };
}

function maskTransposed(problem: Problem, { epilogue, ...terms }: Terms): ReturnType<Change> {
  const { batch, dY: upstream } = problem;
  const isSquare = batch === undefined && upstream.rows === upstream.cols;
  if (epilogue === undefined || !isSquare) return undefined;
  const Z = formulaOf({ of: 'Y', problem, terms: {} });
  const dY = problem.dY.map((y, i, j) => (Z.at(j, i) > 0 ? y : 0));
  return { problem: { ...problem, dY }, terms };
}

/** Another condition on which dY goes on, by Z = X·W and itself. */
function masking(passes: (z: number, y: number) => boolean): Change {
  return (problem, { epilogue, ...terms }) => {
    if (epilogue === undefined) return undefined;
    const Z = formulaOf({ of: 'Y', problem, terms: {} });
    const dY = problem.dY.map((y, i, j) => (passes(Z.at(i, j), y) ? y : 0));
    return { problem: { ...problem, dY }, terms };
  };
}
