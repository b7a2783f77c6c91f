import { at } from '../at.ts';
import type { Balls } from '../certified/balls.ts';
import type { Answers } from '../contract/subject.ts';
import { entriesOf } from '../matrix/strided.ts';
import type { Arithmetics } from '../oracle/arithmetic.ts';
import type { Radii } from '../oracle/radii-of.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import type { Posed } from './pose.ts';
import { readAnswer } from './read-answer.ts';
import { ballsWithin, matrixOf, nothing, readMatrix, unread } from './read-matrix.ts';

/** All that a variant can ask for; 0×0 where it was not asked for. */
export interface AllGradients extends Gradients {
  readonly db: Balls<'1', 'k'>;
  readonly dC: Balls<'m', 'k'>;
}

/** One call of `backward` as it happened: the very tensors given, and the very answer. */
export interface Call extends Posed {
  readonly answer: Answers;
}

/** A call whose answer can be looked at again. */
export interface HeldCall extends Call {
  readonly now: () => Promise<Answers>;
}

/** How an answer is to be read. */
interface Reading {
  /** How far it may be off. */
  readonly radii: Radii;
  /** Of these, which the subject says it has not, there is nothing to read. */
  readonly missing: readonly ('dX' | 'dW')[];
  readonly arithmetics: Arithmetics;
}

/** The answer to `problem`, checked, as balls. @throws GradgateError ANSWER */
export function readGradients(
  { X, W, dY }: Problem,
  { answer, shapes, turns, given }: Omit<Call, 'laidOut'>,
  { radii, missing, arithmetics }: Reading,
): AllGradients {
  const around = ballsWithin(radii.summed, arithmetics);
  const entries = (name: 'dX' | 'dW'): Float64Array => {
    const destination = given.options?.into?.[name];
    if (destination !== undefined) return entriesOf(destination);
    return readAnswer(`the subject's ${name}`, answer[name], shapes[name]);
  };
  return {
    dX: radii.dX
      ? around('dX', matrixOf(X, entries('dX'), turns.X ? lastTwo(shapes.dX) : undefined), radii.dX)
      : unread(X, missing.includes('dX')),
    dW: radii.dW
      ? around('dW', matrixOf(W, entries('dW'), turns.W ? lastTwo(shapes.dW) : undefined), radii.dW)
      : unread(W, missing.includes('dW')),
    db: radii.db ? readMatrix('db', answer.db, { rad: radii.db, shape: [dY.cols] }) : nothing(),
    dC: radii.dC
      ? readMatrix('dC', answer.dC, { rad: radii.dC, shape: given.dY.shape })
      : nothing(),
  };
}

function lastTwo(shape: readonly number[]): readonly [number, number] {
  return [at(shape, shape.length - 2), at(shape, shape.length - 1)];
}
