/** Mistakes about earlier calls: something is kept that should not be. */
import type { Matrix } from '../../matrix/matrix.ts';
import { type Guess, guessOf } from '../guess.ts';
import { type Asked, formulaOf, type Seen } from '../seen.ts';
import type { Mistake } from './mistake.ts';

/** Every mistake about what came before. Any earlier call may be the one. */
export const ofHistory: readonly Mistake[] = [
  ...(['X', 'W', 'dY'] as const).map((name) =>
    stale(
      `${name} is that of an earlier call`,
      (seen, { problem }) => {
        const [mine, other]: Matrix[] = [seen.problem[name], problem[name]];
        if (mine?.rows !== other?.rows || mine?.cols !== other?.cols) return undefined;
        return formulaOf({ ...seen, problem: { ...seen.problem, [name]: other } });
      },
      0,
    ),
  ),
  stale('X and W are those of an earlier call', (seen, { problem: { X, W } }) => {
    const { problem } = seen;
    const fits =
      X.rows === problem.X.rows && X.cols === problem.X.cols && W.cols === problem.W.cols;
    return fits ? formulaOf({ ...seen, problem: { ...problem, X, W } }) : undefined;
  }),
  stale('it is what an earlier call was answered', (seen, earlier) =>
    sameSize(seen, formulaOf({ ...earlier, of: seen.of })),
  ),
  stale('what an earlier call left in its storage is added to it', ({ right, of }, earlier) => {
    const left = formulaOf({ ...earlier, of }).toArray();
    return right.map((entry, i, j) => entry + (left[i * right.cols + j] ?? 0));
  }),
  stale('it is what an earlier call left in its storage', ({ right, of }, earlier) => {
    const left = formulaOf({ ...earlier, of }).toArray();
    return right.map((_, i, j) => left[i * right.cols + j] ?? Number.NaN);
  }),
  stale(
    'α is that of an earlier call',
    (seen, { terms: { alpha = 1 } }) => formulaOf({ ...seen, terms: { ...seen.terms, alpha } }),
    0,
  ),
];

type Made = (seen: Seen, earlier: Asked) => Matrix | undefined;

function stale(words: string, made: Made, rank = 1): Mistake {
  return {
    cause: 'stale',
    rank,
    sentence: () => words,
    guesses: (seen) =>
      (seen.before ?? []).flatMap((earlier): Guess[] => {
        const matrix = made(seen, earlier);
        return matrix === undefined ? [] : [guessOf(matrix)];
      }),
  };
}

function sameSize({ right }: Seen, other: Matrix): Matrix | undefined {
  return other.rows === right.rows && other.cols === right.cols ? other : undefined;
}
