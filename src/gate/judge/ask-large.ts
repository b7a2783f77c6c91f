import type { Border } from '../../call/border.ts';
import { readAnswer } from '../../call/read-answer.ts';
import { asAnswers } from '../../call/subject-crash.ts';
import { turnsOf } from '../../call/variant.ts';
import type { Claims, Given, Operand } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { formatNumber } from '../../number/format-number.ts';
import type { Product } from '../../oracle/entry-ball.ts';
import { entryRules, largestSum, type Sizing } from '../../oracle/entry-rules.ts';
import { type Probed, probeProduct } from '../../oracle/probe-product.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { type EntryRules, fill, firstChanged } from '../../problem/large/fill.ts';
import type { LargeProblem, ProductName } from '../../problem/large/large-problem.ts';
import type { Problem } from '../../problem/problem.ts';

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
  const sizing = sizingOf(border, name);
  const rules = entryRules(problem, sizing);
  const { W: isTurned } = turnsOf({}, border.claims);
  const operands = fill(problem, rules, isTurned);
  const [left, right] = factorsFor(operands, name);
  const given = givenFor(operands, border.claims, isTurned);
  const answer = await answerOf(border, given, { name, shape: [left.rows, right.cols], isTurned });
  checkUnchanged(operands, problem, rules);
  const product = {
    ...{ left, right, answer },
    ...{ kind: problem.kind, most: largestSum(problem, sizing), arithmetic: sizing.arithmetic },
  };
  return { operands, product, probed: probeProduct(product, drawFrom(problem.salt)) };
}

/** What the entries of a problem for this product depend on. */
export function sizingOf(border: Border, product: ProductName): Sizing {
  return { product, arithmetic: border.arithmetics[product], formats: border.formats };
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
  const { X, W } = given;
  const answer =
    name === 'Y'
      ? await border.answered('forward', { X, W }, () => border.subject.forward?.({ X, W }))
      : await border.answered('backward', given, async () => {
          return asAnswers(await border.subject.backward(given), {})[name];
        });
  const read = (down: number, across: number): Matrix =>
    Matrix.over(down, across, readAnswer(`the subject's ${name}`, answer, [down, across]));
  return name === 'dW' && isTurned ? read(cols, rows).T : read(rows, cols);
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
    if (place === undefined) continue;
    const where = `${name} after the call, entry (${place.join(', ')})`;
    const actual = formatNumber(matrix.at(...place));
    throw new GradgateError('ANSWER', { where, expected: 'as before', actual });
  }
}
