import { existingGradients } from '../../claims/existing-gradients.ts';
import type { Border } from '../call/border.ts';
import { divide, exactly, subtract } from '../certified/ball.ts';
import { Balls, inner, meet } from '../certified/balls.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { round } from '../number/round.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import { rightForward, rightGradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';

/** Which of the subject's two passes is wrong, when the formula, they and their agreement are asked. */
export type OddOneOut = 'backward' | 'forward' | 'both';

/** Beyond this many forward passes, no vote is taken. */
const mostCalls = 500;

/**
 * Three routes to the gradients of one problem: the formulas (1) and (2); the subject's forward pass,
 * through differences of f = ⟨dY, Y⟩, which is linear in every entry, so that a difference has no
 * truncation error; its backward pass. When two agree, the third is the odd one out. Nothing, where a
 * route is missing, where all agree, where rows have no meaning, or where the problem is too large.
 */
export async function vote(border: Border, problem: Problem): Promise<OddOneOut | undefined> {
  const { X, W } = problem;
  const calls = X.rows * X.cols + W.rows * W.cols + 1;
  const hasNoMeaning =
    problem.batch?.groups !== undefined && border.claims.grouping !== 'zero tail';
  if (!border.hasForward || calls > mostCalls || hasNoMeaning) return undefined;
  try {
    const right = rightGradients(problem);
    const answer = await border.backward(problem);
    const backward = existingGradients(border.claims).every((name) => meetsIn(name, answer, right));
    const forward = await forwardAgrees(border, problem, right);
    if (forward === undefined) return undefined;
    if (backward) return forward ? undefined : 'forward';
    return forward ? 'backward' : 'both';
  } catch {
    return undefined; // it throws, or answers with what is no gradient: there is nothing to compare
  }
}

/** Y itself, and the gradients that follow from the subject's Y; nothing, where these overflow. */
async function forwardAgrees(
  border: Border,
  problem: Problem,
  right: Gradients,
): Promise<boolean | undefined> {
  const Y = await border.forward(problem);
  if (!meet(Y, rightForward(problem))) return false;
  const still = unexpanded(problem);
  const slopes = async (name: 'X' | 'W'): Promise<Balls> => {
    const operand: Matrix = problem[name];
    const found: { mid: number; rad: number }[] = [];
    for (let i = 0; i < operand.rows; i += 1) {
      for (let j = 0; j < operand.cols; j += 1) {
        const [from, to] = [operand.at(i, j), stepFrom(operand.at(i, j), border)];
        const moved = operand.map((entry, row, col) => (row === i && col === j ? to : entry));
        const other = await border.forward({ ...still, [name]: moved });
        const rise = inner(Balls.exact<string, string>(problem.dY), minus(other, Y));
        found.push(divide(rise, subtract(exactly(to), exactly(from))));
      }
    }
    return Balls.of(
      [operand.rows, operand.cols],
      (i, j) => found[i * operand.cols + j] ?? exactly(0),
    );
  };
  const [dX, dW] = [await slopes('X'), await slopes('W')];
  const finite = [...dX.entries(), ...dW.entries()].every(({ mid }) => Number.isFinite(mid));
  return finite ? meet(dX, right.dX) && meet(dW, right.dW) : undefined;
}

/** Where a row is seen as many, no entry moves alone: such operands lie dense. */
function unexpanded({ layouts = {}, ...problem }: Problem): Problem {
  const views = Object.entries(layouts).filter(
    ([, { rowStep, columnStep, memberStep }]) => rowStep * columnStep * memberStep !== 0,
  );
  return { ...problem, layouts: Object.fromEntries(views) };
}

/** A neighbour of an entry: 1 away, or as far as an entry of that size moves in the format. */
function stepFrom(entry: number, { format }: Border): number {
  const magnitude = Math.abs(entry);
  const near = magnitude === 0 ? 1 : entry + magnitude;
  return Number.isInteger(entry) && magnitude < 2 ** (format.precision - 1)
    ? entry + 1
    : round(near, format);
}

function minus(a: Balls, b: Balls): Balls {
  return a.map((ball, i, j) => subtract(ball, b.at(i, j)));
}

function meetsIn(name: 'dX' | 'dW', actual: Gradients, expected: Gradients): boolean {
  return meet(actual[name], expected[name]);
}
