import { entryAt } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { checkAllCodes, largeTurns, poseLarge } from '../../call/pose-large.ts';
import { readAnswer } from '../../call/read-answer.ts';
import { asAnswers } from '../../call/subject-crash.ts';
import type { Given } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { entriesOf } from '../../matrix/strided.ts';
import { formatNumber } from '../../number/format-number.ts';
import type { Product } from '../../oracle/entry-ball.ts';
import { entryRules, errorOfScales, largestSum, type Sizing } from '../../oracle/entry-rules.ts';
import { firstWrong, type Probed, probeProduct } from '../../oracle/probe-product.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import {
  destination,
  type EntryRules,
  fill,
  firstChanged,
  isTouchedAround,
} from '../../problem/large/fill.ts';
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
  const operands = fill(problem, rules, largeTurns(problem, border.claims));
  const [left, right] = factorsFor(operands, name);
  const given = poseLarge(problem, operands, border);
  const answer = await answerOf(border, given, { problem, name, shape: [left.rows, right.cols] });
  checkUnchanged(operands, problem, rules);
  checkAllCodes(problem, given, border);
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
  const operands = fill(problem, rules, { X: false, W: false });
  const given = poseLarge(problem, operands, border);
  const whole = factorsFor(memberOf(operands, shape, 0), name);
  const [rows, cols] = [whole[0].rows, whole[1].cols];
  const entries = await answeredEntries(border, given, { name, shape: [members, rows, cols] });
  checkUnchanged(operands, problem, rules);
  checkAllCodes(problem, given, border);
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
  readonly problem: LargeProblem;
  readonly name: ProductName;
  readonly shape: readonly [number, number];
}

/** A gradient is held as its operand is. What it was added to is taken off, and what it was scaled by. */
async function answerOf(
  border: Border,
  given: Given,
  { problem, name, shape: [rows, cols] }: Wanted,
): Promise<Matrix> {
  const turns = largeTurns(problem, border.claims);
  const isTurned = (name === 'dX' && turns.X) || (name === 'dW' && turns.W);
  const [down, across] = isTurned ? [cols, rows] : [rows, cols];
  const entries = await answeredEntries(border, given, { name, shape: [down, across] });
  const { into, alpha = 1 } = problem.variant ?? {};
  const isAdded = name !== 'Y' && into === 'accumulate';
  const alone = isAdded ? less(entries, destination(problem, name, [down, across])) : entries;
  const plain = alpha === 1 ? alone : alone.map((entry) => entry / alpha);
  const answer = Matrix.over(down, across, plain);
  return isTurned ? answer.T : answer;
}

/** Of whole numbers and halves, exactly; what is neither is left as it is. */
function less(entries: Float64Array, before: Float64Array): Float64Array {
  return before.map((value, place) => {
    const entry = entryAt(entries, place);
    return 2 * entry === Math.trunc(2 * entry) ? entry - value : entry;
  });
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
          return asAnswers(await border.subject.backward(given), given.options ?? {})[name];
        });
  const written = name === 'Y' ? undefined : given.options?.into?.[name];
  if (written !== undefined) return entriesOf(written);
  return readAnswer(`the subject's ${name}`, answer, shape);
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
