/**
 * Mistakes in which an operand stands in the place of another, or a formula in that of the other
 * one.
 */
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { guessOf } from '../guess.ts';
import { formulaOf } from '../seen.ts';
import type { Mistake } from './mistake.ts';

type Name = 'X' | 'W' | 'dY';

const names = ['X', 'W', 'dY'] as const;

/** A gradient by the formula of the other one, or with its operands. */
const otherFormula: readonly Mistake[] = [
  {
    cause: 'operand',
    sentence: (of) => `it is computed by the formula of ${of === 'dX' ? 'dW' : 'dX'}`,
    guesses: ({ problem: { X, W, dY, batch }, of, terms }) => {
      if (terms.shared !== undefined) return [];
      const [a, b]: Matrix[] = of === 'dX' ? [X.T, dY] : [dY, W.T];
      if (batch !== undefined || of === 'Y' || a === undefined || b === undefined) return [];
      return [guessOf(wrapped(multiply(a, b), of === 'dX' ? X : W))];
    },
  },
  {
    cause: 'operand',
    sentence: (of) => `its terms are made of the operands of ${of === 'dX' ? 'dW' : 'dX'}`,
    guesses: ({ problem: { X, W, dY, batch }, of }) => {
      if (batch !== undefined || of === 'Y') return [];
      const ones = Matrix.of<'k', 'n'>([W.cols, W.rows], () => 1);
      if (of === 'dX') return [guessOf(multiply(dY, ones).map((sum, i, j) => sum * X.at(i, j)))];
      return [guessOf(multiply(X.map(() => 1).T, dY).map((sum, j, l) => sum * W.at(j, l)))];
    },
  },
];

/** Every mistake about which operand is which. */
export const ofRoles: readonly Mistake[] = [
  ...otherFormula,
  ...names.flatMap((name) =>
    (['X', 'W', 'dY', 'Y'] as const)
      .filter((other) => other !== name)
      .map((other) => exchanged([[name, other]])),
  ),
  exchanged([
    ['X', 'W'],
    ['W', 'X'],
  ]),
  exchanged([
    ['X', 'dY'],
    ['dY', 'X'],
  ]),
  exchanged([
    ['W', 'dY'],
    ['dY', 'W'],
  ]),
];

/**
 * Operands that stand in the place of others. What is read beyond them may be anything; often
 * indices wrap around.
 */
function exchanged(pairs: readonly (readonly [Name, Name | 'Y'])[]): Mistake {
  const words = pairs.map(
    ([name, other]) => `${other === 'Y' ? 'Y = X·W' : other} stands in the place of ${name}`,
  );
  return {
    cause: 'operand',
    rank: pairs.length - 1,
    sentence: () => words.join(', and '),
    guesses: ({ problem, ...asked }) => {
      if (problem.batch !== undefined) return [];
      const operands: Readonly<Record<Name | 'Y', Matrix>> = {
        ...problem,
        Y: multiply(problem.X, problem.W),
      };
      return [outside, wrapped].map((read) => {
        const others = pairs.map(
          ([name, other]) => [name, read(operands[other], problem[name])] as const,
        );
        const instead = { ...problem, ...Object.fromEntries(others) };
        return guessOf(formulaOf({ ...asked, problem: instead }));
      });
    },
  };
}

function outside(other: Matrix, { rows, cols }: Matrix): Matrix {
  const entry = (i: number, j: number): number =>
    i < other.rows && j < other.cols ? other.at(i, j) : Number.NaN;
  return Matrix.of([rows, cols], entry);
}

function wrapped(other: Matrix, { rows, cols }: Matrix): Matrix {
  if (other.rows * other.cols === 0)
    return outside(
      other,
      Matrix.of([rows, cols], () => 0),
    );
  return Matrix.of([rows, cols], (i, j) => other.at(i % other.rows, j % other.cols));
}
