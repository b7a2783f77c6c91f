import { Balls } from '../certified/balls.ts';
import { aroundStored } from '../certified/store-bound.ts';
import type { Answer } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { turned } from '../matrix/turned.ts';
import type { Arithmetics } from '../oracle/arithmetic.ts';
import type { Radii } from '../oracle/radii-of.ts';
import { readAnswer } from './read-answer.ts';

/** Entries as a matrix like `like`; where each member was `stored` transposed, turned around. */
export function matrixOf<R extends string, C extends string>(
  { rows, cols }: Matrix<R, C>,
  entries: Float64Array,
  stored?: readonly [rows: number, cols: number],
): Matrix<R, C> {
  return Matrix.over(rows, cols, stored === undefined ? entries : turned(entries, stored));
}

/** A part of the answer with the shape of its radii; `shape` is how the subject must give it. */
export function readMatrix<R extends string, C extends string>(
  name: 'db' | 'dC',
  answer: Answer | undefined,
  { rad, shape }: { rad: Matrix<R, C>; shape: readonly number[] },
): Balls<R, C> {
  const entries = readAnswer(`the subject's ${name}`, answer, shape);
  return new Balls(Matrix.over(rad.rows, rad.cols, entries), rad);
}

/** Makes balls of answers: of those that are `summed`, with the rounding that storing them took. */
export function ballsWithin(summed: Radii['summed'], arithmetics: Arithmetics) {
  return <R extends string, C extends string>(
    name: 'dX' | 'dW' | 'Y',
    answer: Matrix<R, C>,
    radii: Matrix<R, C>,
  ): Balls<R, C> => {
    if (!summed.includes(name)) return new Balls(answer, radii);
    return aroundStored(answer, radii, arithmetics[name]);
  };
}

export function nothing<R extends string, C extends string>(): Balls<R, C> {
  return Balls.exact(Matrix.from([]));
}

/** In the place of a gradient that is not read: zeros like its operand where it is missing, or 0×0. */
export function unread<R extends string, C extends string>(
  operand: Matrix<R, C>,
  missing: boolean,
): Balls<R, C> {
  return missing ? Balls.exact(operand.map(() => 0)) : nothing();
}
