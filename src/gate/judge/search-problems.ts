import * as fc from 'fast-check';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import { ask } from './ask.ts';
import { firstProblems } from './first-problems.ts';
import { ownShapes } from './own-shapes.ts';
import { parametersOf, type Search, type Searched, searched } from './search.ts';
import { until } from './until.ts';

/** Asks about random problems, and about smaller ones once one fails. */
export async function searchProblems(search: Search): Promise<Searched> {
  const { property, border, options, plan, trials, drawn } = search;
  const { shapes } = property.wants ?? {};
  // Where one of the shapes that are listed is left out, fast-check would draw another.
  const isDone = (): boolean =>
    shapes !== undefined && trials.failures.length === 0 && trials.count >= trials.planned;
  const holdsOn = async (problem: Problem): Promise<boolean> =>
    isDone() ||
    trials.holds(async () => {
      const disagreement = await ask(property, border, { problem, followed: trials.followed });
      drawn(problem); // of one that is left out, there is nothing to be learned
      return disagreement && { problem, disagreement };
    });
  const base = parametersOf(search);
  const { first, more } = firstProblems(property, options, {
    ...{ seed: base.seed, runs: plan.runs, own: ownShapes(plan) },
  });
  trials.planned = shapes?.length ?? plan.runs + more;
  const details = await fc.check(
    fc.asyncProperty(
      until(() => trials.isOver, problems(options)),
      holdsOn,
    ),
    {
      numRuns: trials.planned,
      ...base,
      examples: first.map((problem): [Problem] => [problem]),
    },
  );
  return searched(details);
}
