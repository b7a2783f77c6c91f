import type { Border } from '../../call/border.ts';
import { readAnswer } from '../../call/read-answer.ts';
import { asAnswers } from '../../call/subject-crash.ts';
import { turnsOf } from '../../call/variant.ts';
import { scaledOf } from '../../call/with-codes.ts';
import type { Claims, Given, Operand } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { denseStrides, entriesOf } from '../../matrix/strided.ts';
import { asHeld } from '../../number/coding.ts';
import { formatNumber } from '../../number/format-number.ts';
import type { Product } from '../../oracle/entry-ball.ts';
import { entryRules, errorOfScales, largestSum, type Sizing } from '../../oracle/entry-rules.ts';
import { firstWrong, type Probed, probeProduct } from '../../oracle/probe-product.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { type EntryRules, fill, firstChanged, isTouchedAround } from '../../problem/large/fill.ts';
import type { LargeProblem, ProductName } from '../../problem/large/large-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';

type Operands = Pick<Problem, 'X' | 'W' | 'dY'>;

/** A product of the subject, and what probing it came to. */
export interface AskedLarge {
  readonly operands: Operands;
  readonly product: Product;
  readonly probed: Probed;
}

/** Asks the subject for one product of a large problem, and probes it. @throws what the border throws */
export async function askLarge(
  border: Border,
  problem: LargeProblem,
  name: ProductName,
): Promise<AskedLarge> {
  await border.reset();
  if (problem.members !== undefined) return askMembers(border, problem, name);
  const sizing = sizingOf(border, name);
  const rules = entryRules(problem, sizing);
  const { W: isTurned } = turnsOf({}, border.claims);
  const operands = fill(problem, rules, isTurned);
  const [left, right] = factorsFor(operands, name);
  const given = coded(givenFor(operands, border.claims, isTurned), border);
  const answer = await answerOf(border, given, { name, shape: [left.rows, right.cols], isTurned });
  checkUnchanged(operands, problem, rules);
  checkCodes(given, border);
  const product = { left, right, answer, ...boundingOf(problem, sizing) };
  return { operands, product, probed: probeProduct(product, drawFrom(problem.salt)) };
}

/**
 * Of a batch of small members every entry is computed. The product is that of the first member that is wrong.
 */
async function askMembers(
  border: Border,
  problem: LargeProblem,
  name: ProductName,
): Promise<AskedLarge> {
  const { shape, members = 1 } = problem;
  const sizing = sizingOf(border, name);
  const rules = entryRules(problem, sizing);
  const operands = fill(problem, rules, false);
  const given = coded(batchGiven(operands, border.claims, members), border);
  const whole = factorsFor(memberOf(operands, shape, 0), name);
  const [rows, cols] = [whole[0].rows, whole[1].cols];
  const entries = await answeredEntries(border, given, { name, shape: [members, rows, cols] });
  checkUnchanged(operands, problem, rules);
  checkCodes(given, border);
  const answers = Matrix.over(members * rows, cols, entries);
  const bounding = boundingOf(problem, sizing);
  const productOf = (member: number): Product => {
    const [left, right] = factorsFor(memberOf(operands, shape, member), name);
    const answer = answers.rowRange(member * rows, (member + 1) * rows);
    return { left, right, answer, ...bounding };
  };
  for (let member = 0; member < members; member += 1) {
    const product = productOf(member);
    const wrong = firstWrong(product);
    if (wrong !== undefined) return { operands, product, probed: { ...unprobed, wrong, member } };
  }
  const probed = { ...unprobed, entries: members * rows * cols };
  return { operands, product: productOf(0), probed };
}

const unprobed = { bits: 0, entries: 0, vacuous: 0, closest: 0 } as const;

function memberOf({ X, W, dY }: Operands, { m, n }: Shape, member: number): Operands {
  return {
    X: X.rowRange(member * m, (member + 1) * m),
    W: W.rowRange(member * n, (member + 1) * n),
    dY: dY.rowRange(member * m, (member + 1) * m),
  };
}

/** What the entries of a problem for this product depend on. */
export function sizingOf(border: Border, product: ProductName): Sizing {
  return { product, arithmetic: border.arithmetics[product], formats: border.formats };
}

/** What its entries are judged by. */
function boundingOf(problem: LargeProblem, sizing: Sizing) {
  const [most, scales] = [largestSum(problem, sizing), errorOfScales(problem, sizing)];
  return { kind: problem.kind, most, arithmetic: sizing.arithmetic, scales };
}

/** (1), (2) and the forward product: what is multiplied, as views. */
function factorsFor(
  { X, W, dY }: Operands,
  name: ProductName,
): readonly [left: Matrix, right: Matrix] {
  switch (name) {
    case 'Y':
      return [X, W];
    case 'dX':
      return [dY, W.T];
    case 'dW':
      return [X.T, dY];
  }
}

interface Wanted {
  readonly name: ProductName;
  readonly shape: readonly [number, number];
  readonly isTurned: boolean;
}

/** dW is held as W is. */
async function answerOf(
  border: Border,
  given: Given,
  { name, shape: [rows, cols], isTurned }: Wanted,
): Promise<Matrix> {
  const [down, across] = name === 'dW' && isTurned ? [cols, rows] : [rows, cols];
  const entries = await answeredEntries(border, given, { name, shape: [down, across] });
  const answer = Matrix.over(down, across, entries);
  return name === 'dW' && isTurned ? answer.T : answer;
}

/** One product of the subject, row-major. @throws what the border throws */
async function answeredEntries(
  border: Border,
  given: Given,
  { name, shape }: { readonly name: ProductName; readonly shape: readonly number[] },
): Promise<Float64Array> {
  const { X, W } = given;
  const answer =
    name === 'Y'
      ? await border.answered('forward', { X, W }, () => border.subject.forward?.({ X, W }))
      : await border.answered('backward', given, async () => {
          return asAnswers(await border.subject.backward(given), {})[name];
        });
  return readAnswer(`the subject's ${name}`, answer, shape);
}

/** Dense, with the members as the first axis. */
function batchGiven({ X, W, dY }: Operands, { layouts }: Claims, members: number): Given {
  const operand = ({ rows, cols, storage: data }: Matrix): Operand => {
    const shape = [members, rows / members, cols];
    const dense = { shape: Object.freeze(shape), data };
    return Object.freeze(layouts ? { ...dense, strides: denseStrides(shape), offset: 0 } : dense);
  };
  return { X: operand(X), W: operand(W), dY: operand(dY) };
}

/** With codes and scales beside the entries of the operands that have them. */
function coded({ X, W, dY }: Given, { formats, claims }: Border): Given {
  const turns = turnsOf({}, claims);
  const beside = (name: 'X' | 'W' | 'dY', operand: Operand): Operand => {
    const { coding, ...format } = formats[name];
    if (coding === undefined) return operand;
    const [rows = 1, cols = 1] = operand.shape.slice(-2);
    const [members = 1] = operand.shape.slice(0, -2);
    const stack = { entries: entriesOf(operand), members, rows, cols };
    const held = asHeld(coding, name === 'W' && turns.W);
    return Object.freeze({ ...operand, scaled: scaledOf(stack, { ...format, coding: held }) });
  };
  return { X: beside('X', X), W: beside('W', W), dY: beside('dY', dY) };
}

/** @throws GradgateError ANSWER, when the subject wrote into codes or scales */
function checkCodes(given: Given, border: Border): void {
  const before = coded(given, border);
  for (const name of ['X', 'W', 'dY'] as const) {
    for (const part of ['codes', 'scales'] as const) {
      const [now, was] = [given[name].scaled?.[part], before[name].scaled?.[part]];
      if (was === undefined || was.every((value, place) => value === now?.[place])) continue;
      const where = `the ${part} of ${name} after the call`;
      throw new GradgateError('ANSWER', { where, expected: 'as before', actual: 'other numbers' });
    }
  }
}

function givenFor({ X, W, dY }: Operands, claims: Claims, isTurned: boolean): Given {
  const operand = (matrix: Matrix): Operand => {
    const { storage: data, rows, cols, strides, offset } = matrix.view;
    const dense = { shape: Object.freeze([rows, cols]), data };
    return Object.freeze(claims.layouts ? { ...dense, strides: [...strides], offset } : dense);
  };
  return { X: operand(X), W: operand(isTurned ? W.T : W), dY: operand(dY) };
}

/** @throws GradgateError ANSWER, when the subject wrote into an operand */
function checkUnchanged(operands: Operands, problem: LargeProblem, rules: EntryRules): void {
  for (const name of ['X', 'W', 'dY'] as const) {
    const matrix: Matrix = operands[name];
    const place = firstChanged(matrix, problem, [name, rules[name]]);
    if (place === undefined && isTouchedAround(matrix)) {
      const where = `the storage around ${name} after the call`;
      throw new GradgateError('ANSWER', { where, expected: 'still NaN', actual: 'a number' });
    }
    if (place === undefined) continue;
    const where = `${name} after the call, entry (${place.join(', ')})`;
    const actual = formatNumber(matrix.at(...place));
    throw new GradgateError('ANSWER', { where, expected: 'as before', actual });
  }
}
