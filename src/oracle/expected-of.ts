import { at } from '../at.ts';
import type { Balls } from '../certified/balls.ts';
import type { Operand, Operands } from '../contract/subject.ts';
import { placesOf } from '../matrix/strided.ts';
import { turned } from '../matrix/turned.ts';
import type { Expected, ExpectedAnswers } from '../wire/json-balls.ts';
import type { Arithmetics } from './arithmetic.ts';
import { ballsOf, forwardBalls } from './balls-of.ts';
import { forwardQuestionOf, type Question } from './question-of.ts';

/**
 * What every right answer to a question of the contract lies within, as tensors. Of a destination
 * it is the whole storage. Without an arithmetic, radii are those of the true values.
 */
export function expectedOf(question: Question, arithmetics?: Arithmetics): ExpectedAnswers {
  const { problem, terms, given } = question;
  const { dX, dW, db, dC } = ballsOf(problem, terms, arithmetics);
  return {
    ...(wantsY(question) && { Y: flat(given.dY.shape, forwardBalls(problem, arithmetics)) }),
    ...(dX && { dX: stored('dX', dX, question) }),
    ...(dW && { dW: stored('dW', dW, question) }),
    ...(db && { db: flat([db.cols], db) }),
    ...(dC && { dC: flat(given.dY.shape, dC) }),
  };
}

/** What every right Y lies within. @throws GradgateError FORMAT, when X and W do not fit */
export function expectedForward(operands: Operands, arithmetics?: Arithmetics): Expected {
  const { shapeOfY, ...question } = forwardQuestionOf(operands);
  return flat(shapeOfY, forwardBalls(question, arithmetics));
}

/** Y is X·W alone only without what is added to it, and without what it is scaled by. */
function wantsY({ given: { options = {} } }: Question): boolean {
  return Object.keys(options).every((name) => name === 'transX' || name === 'transW');
}

function flat(shape: readonly number[], { mid, rad }: Balls): Expected {
  return { shape, mid: mid.toArray(), rad: rad.toArray() };
}

/** A gradient as it is stored: like its operand, or in its destination. */
function stored(name: 'dX' | 'dW', balls: Balls, { given }: Question): Expected {
  const { options: { transX, transW, into } = {} } = given;
  const [operand, transposed] = name === 'dX' ? [given.X, transX] : [given.W, transW];
  const { shape, mid, rad } = flat(operand.shape, balls);
  const turn = (entries: Float64Array) => (transposed ? asStored(entries, shape) : entries);
  const answer = { shape, mid: turn(mid), rad: turn(rad) };
  return into === undefined ? answer : inStorage(into[name], answer);
}

/** Entries of an operand's members in the order of their transposes, which are stored. */
export function asStored(entries: Float64Array, shape: readonly number[]): Float64Array {
  if (shape.length < 2) return entries;
  return turned(entries, [at(shape, shape.length - 1), at(shape, shape.length - 2)]);
}

/** The storage of a destination once the answer is in it: what lies around it is as it was. */
function inStorage({ data, ...placement }: Operand, { mid, rad }: Expected): Expected {
  if (placement.strides === undefined) return { shape: [data.length], mid, rad };
  const [mids, rads] = [data.slice(), new Float64Array(data.length)];
  placesOf(placement).forEach((place, i) => {
    mids[place] = at(mid, i);
    rads[place] = at(rad, i);
  });
  return { shape: [data.length], mid: mids, rad: rads };
}
