import type { Claims, Given, Operand, Options } from '../contract/subject.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { denseStrides, entriesOf } from '../matrix/strided.ts';
import { asHeld } from '../number/coding.ts';
import { destination } from '../problem/large/fill.ts';
import type { LargeProblem } from '../problem/large/large-problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { Border } from './border.ts';
import { checkCodes } from './pose.ts';
import { type Turns, turnsOf } from './variant.ts';
import { scaledOf } from './with-codes.ts';

type Operands = Pick<Problem, 'X' | 'W' | 'dY'>;
type Posing = Pick<Border, 'claims' | 'formats'>;

/** How the operands of a large problem are held, and so their gradients. */
export function largeTurns({ variant = {} }: LargeProblem, claims: Claims): Turns {
  const { into: _, ...asked } = variant;
  return turnsOf(asked, claims);
}

/** A large problem, put to a subject: its filled operands are not copied. @throws Unasked */
export function poseLarge(
  problem: LargeProblem,
  operands: Operands,
  { claims, formats }: Posing,
): Given {
  const { members } = problem;
  const given =
    members === undefined
      ? givenFor(operands, claims, largeTurns(problem, claims))
      : batchGiven(operands, claims, members);
  const options = optionsOf(problem, given, claims);
  const all = options === undefined ? given : { ...given, options };
  return coded(problem, all, { claims, formats });
}

/** @throws GradgateError ANSWER, when the subject wrote into codes or scales */
export function checkAllCodes(problem: LargeProblem, given: Given, posing: Posing): void {
  const before = coded(problem, given, posing);
  for (const name of ['X', 'W', 'dY'] as const) {
    checkCodes(name, given[name], before[name].scaled);
  }
}

function givenFor({ X, W, dY }: Operands, { layouts }: Claims, turns: Turns): Given {
  const operand = (matrix: Matrix): Operand => {
    const { storage: data, rows, cols, strides, offset } = matrix.view;
    const dense = { shape: Object.freeze([rows, cols]), data };
    return Object.freeze(layouts ? { ...dense, strides: [...strides], offset } : dense);
  };
  return { X: operand(turns.X ? X.T : X), W: operand(turns.W ? W.T : W), dY: operand(dY) };
}

/** With the members as the first axis. */
function batchGiven({ X, W, dY }: Operands, claims: Claims, members: number): Given {
  const operand = ({ rows, cols, storage }: Matrix): Operand => {
    return denseOperand([members, rows / members, cols], storage, claims);
  };
  return { X: operand(X), W: operand(W), dY: operand(dY) };
}

function denseOperand(shape: readonly number[], data: Float64Array, { layouts }: Claims): Operand {
  const dense = { shape: Object.freeze([...shape]), data };
  return Object.freeze(layouts ? { ...dense, strides: denseStrides(shape), offset: 0 } : dense);
}

/** Destinations are dense, and stored as the operand is whose gradient they hold. */
function optionsOf(problem: LargeProblem, { X, W }: Given, claims: Claims): Options | undefined {
  if (problem.variant === undefined) return undefined;
  const { into, ...plain } = problem.variant;
  if (into === undefined) return plain;
  const room = (name: 'dX' | 'dW', { shape }: Operand): Operand => {
    const [rows = 1, cols = 1] = shape;
    return denseOperand(shape, destination(problem, name, [rows, cols]), claims);
  };
  const accumulate = into === 'accumulate';
  return { ...plain, into: { dX: room('dX', X), dW: room('dW', W), accumulate } };
}

/** With codes and scales beside the entries of the operands that have them. */
function coded(problem: LargeProblem, given: Given, { formats, claims }: Posing): Given {
  const turns = { ...largeTurns(problem, claims), dY: false };
  const beside = (name: 'X' | 'W' | 'dY', operand: Operand): Operand => {
    const { coding, ...format } = formats[name];
    if (coding === undefined) return operand;
    const [rows = 1, cols = 1] = operand.shape.slice(-2);
    const [members = 1] = operand.shape.slice(0, -2);
    const stack = { entries: entriesOf(operand), members, rows, cols };
    const held = asHeld(coding, turns[name]);
    return Object.freeze({ ...operand, scaled: scaledOf(stack, { ...format, coding: held }) });
  };
  const { X, W, dY } = given;
  return { ...given, X: beside('X', X), W: beside('W', W), dY: beside('dY', dY) };
}
