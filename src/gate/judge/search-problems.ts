import * as fc from 'fast-check';
import { drawFrom } from '../../problem/draw/draw.ts';
import { entryKinds } from '../../problem/draw/entries.ts';
import { generateProblem, type ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import type { Shape } from '../../problem/shape.ts';
import { ask } from './ask.ts';
import { parametersOf, type Search, type Searched, searched } from './search.ts';

/** Asks about random problems, and about smaller ones once one fails. */
export async function searchProblems(search: Search): Promise<Searched> {
  const { property, border, options, plan, trials, drawn } = search;
  const holdsOn = (problem: Problem): Promise<boolean> => {
    drawn(problem);
    return trials.holds(async () => {
      const disagreement = await ask(property, border, problem);
      return disagreement && { problem, disagreement };
    });
  };
  const { shapes } = property.wants ?? {};
  const base = parametersOf(search);
  const examples = firstProblems(options, shapes, base.seed).map((first): [Problem] => [first]);
  const details = await fc.check(fc.asyncProperty(problems(options), holdsOn), {
    numRuns: shapes?.length ?? plan.runs,
    ...base,
    examples,
  });
  return searched(details);
}

/** The shapes that a property lists; or one problem of each kind of entries, which no run may lack. */
function firstProblems(
  options: ProblemOptions,
  shapes: readonly Shape[] | undefined,
  seed: number,
): Problem[] {
  const draw = drawFrom(seed);
  const { kinds = entryKinds } = options;
  if (shapes === undefined) {
    return kinds.map((kind) => generateProblem(draw, { ...options, kinds: [kind] }));
  }
  return shapes.map((fixed) => generateProblem(draw, { ...options, fixed, kinds: ['tiny'] }));
}
