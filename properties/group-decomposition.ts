import type { Balls } from '../src/certified/balls.ts';
import { isOf } from '../src/number/round.ts';
import { forwardBalls } from '../src/oracle/balls-of.ts';
import { rightGradients } from '../src/oracle/right-gradients.ts';
import { groupsOf, rowsInGroups } from '../src/problem/grouped.ts';
import type { Problem } from '../src/problem/problem.ts';
import { agree, type Property, type Question } from '../src/property/property.ts';

/**
 * The groups do not know of one another, nor of the rows beyond the last: these are asked once more as NaN,
 * of whoever claims to know it.
 */
export const groupDecomposition: Property = {
  id: 'group-decomposition',
  cites: 'step 3',
  equation: String.raw`\dW_g = X_g\T\,\dY_g`,
  statement: 'each group has the gradients of the plain problem of its rows; without rows, dW is 0',
  needs: 'grouping',
  wants: { groups: true, volume: 1500 },

  async *check(question) {
    const { problem, forward, hasForward } = question;
    const { X, batch: { groups } = {} } = problem;
    if (groups === undefined) return;
    yield* asGroups(question, problem, groups);
    if (hasForward)
      yield* rows('Y', question, [await forward(problem), forwardBalls(problem, undefined)]);

    if (rowsInGroups(groups) === X.rows || !knowsNaN(question)) return;
    const asked = withTail(problem, groups);
    for await (const each of asGroups(question, asked, groups)) {
      yield { ...each, where: `${each.where}, with NaN beyond the groups`, asked };
    }
  },
};

async function* asGroups(question: Question, problem: Problem, groups: readonly number[]) {
  const { dX, dW } = await question.backward(problem);
  const right = rightGradients(problem);
  yield* rows('dX', question, [dX, right.dX]);
  const n = problem.X.cols;
  for (const [e, length] of groups.entries()) {
    const of = (whole: Balls): Balls => whole.rowRange(e * n, e * n + n);
    yield agree(`dW of group ${e}, of ${length} rows`, of(dW), of(right.dW));
  }
}

/** Rows of each group, and those beyond, where they are 0. */
function* rows(
  name: 'dX' | 'Y',
  { problem, claims }: Question,
  [actual, expected]: readonly [Balls, Balls],
) {
  const { groups = [] } = problem.batch ?? {};
  for (const [e, { from, to }] of groupsOf(groups).entries()) {
    if (from === to) continue;
    const of = (whole: Balls): Balls => whole.rowRange(from, to);
    yield agree(`${name} of group ${e}, rows ${from} to ${to - 1}`, of(actual), of(expected));
  }
  const last = rowsInGroups(groups);
  if (last === actual.rows || claims.grouping !== 'zero tail') return;
  const beyond = (whole: Balls): Balls => whole.rowRange(last, whole.rows);
  yield agree(`${name} beyond the groups, from row ${last}`, beyond(actual), beyond(expected));
}

/** Whether NaN may be asked, and X and dY can have it. */
function knowsNaN({ claims, formats: { X, dY } }: Question): boolean {
  if (claims.nonFinite === undefined) return false;
  return [X, dY].every((format) => format.coding === undefined && isOf(Number.NaN, format));
}

/** The problem with NaN in every row of X and dY that is of no group. */
function withTail(problem: Problem, groups: readonly number[]): Problem {
  const last = rowsInGroups(groups);
  const dyed = (value: number, i: number): number => (i < last ? value : Number.NaN);
  return { ...problem, X: problem.X.map(dyed), dY: problem.dY.map(dyed) };
}
