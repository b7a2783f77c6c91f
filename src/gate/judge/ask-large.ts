import type { Border } from '../../call/border.ts';
import type { Given, Operand } from '../../contract/subject.ts';
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
  const operands = fill(problem, rules);
  const [left, right] = factorsFor(operands, name);
  const entries = await border.product(name, givenFor(operands, border), [left.rows, right.cols]);
  checkUnchanged(operands, problem, rules);
  const product = {
    ...{ left, right, answer: Matrix.over(left.rows, right.cols, entries) },
    ...{ kind: problem.kind, most: largestSum(problem, sizing), arithmetic: sizing.arithmetic },
  };
  return { operands, product, probed: probeProduct(product, drawFrom(problem.salt)) };
}

/** What the entries of a problem for this product depend on. */
export function sizingOf(border: Border, product: ProductName): Sizing {
  return { product, arithmetic: border.arithmeticOf(product), formats: border.formats };
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

function givenFor({ X, W, dY }: Operands, { claims }: Border): Given {
  const operand = (matrix: Matrix): Operand => {
    const { storage: data, rows, cols, strides, offset } = matrix.view;
    const dense = { shape: Object.freeze([rows, cols]), data };
    return Object.freeze(claims.layouts ? { ...dense, strides: [...strides], offset } : dense);
  };
  return { X: operand(X), W: operand(W), dY: operand(dY) };
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
