import { at } from '../../at.ts';
import { Balls } from '../../certified/balls.ts';
import { type Diagnosis, diagnose } from '../../diagnosis/diagnose.ts';
import { type Asked, isWrong, type Result, results, type Seen } from '../../diagnosis/seen.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import type { Problem } from '../../problem/problem.ts';
import { variantOf } from '../../property/as-asked.ts';
import { answersTo, seenOf } from './answers-to.ts';
import type { Failure } from './failure.ts';
import { freshProblems } from './fresh-problems.ts';
import type { Search } from './search.ts';
import { gradientsIn } from './way-of.ts';

/** What may be spent, and how many wrong answers are enough. The time is for slow subjects. */
const budget = { calls: 1200, answers: 40, milliseconds: 20_000 };

/**
 * What the wrong answers look like, of each result that is wrong: to the smallest problem, to the
 * first, and to fresh ones like them. Of a sequence, to the last call of each that failed.
 */
export async function diagnosisOf(
  search: Omit<Search, 'trials' | 'drawn'>,
  failures: readonly Failure[],
): Promise<readonly Diagnosis[]> {
  const last = at(failures, failures.length - 1);
  const seen = last.calls === undefined ? await seenOn(search, failures) : seenIn(search, failures);
  return meant(last, seen).map((of) =>
    diagnose(
      of,
      seen.filter((each) => each.of === of),
    ),
  );
}

/** The results that are told of: gradients before Y, and those that are compared above all. */
function meant({ disagreement }: Failure, seen: readonly Seen[]): readonly Result[] {
  const wrong = results.filter((of) => wrongAnswers(seen, of).length > 0);
  const compared: readonly Result[] = gradientsIn(disagreement);
  const gradients = wrong.filter((of) => of !== 'Y');
  const told = gradients.filter((of) => compared.includes(of));
  if (told.length > 0) return told;
  return gradients.length > 0 ? gradients : wrong;
}

async function seenOn(
  { property, border, plan, options }: Omit<Search, 'trials' | 'drawn'>,
  failures: readonly Failure[],
): Promise<readonly Seen[]> {
  const [first, last] = [at(failures, 0), at(failures, failures.length - 1)];
  const like = [...new Set([last.problem, first.problem])];
  const [start, calls] = [performance.now(), border.calls];
  const seen = [...(await answersTo(property, border, last.problem))];
  if (!seen.some(isWrong)) return []; // what contradicts itself, or needs what came before
  if (first !== last) seen.push(...(await answersTo(property, border, first.problem)));
  for (const problem of freshProblems(drawFrom(plan.seed), options, like)) {
    if (border.calls - calls >= budget.calls) break;
    if (performance.now() - start >= budget.milliseconds) break;
    if (results.some((of) => wrongAnswers(seen, of).length >= budget.answers)) break;
    seen.push(...(await answersTo(property, border, problem)));
  }
  return seen;
}

function wrongAnswers(seen: readonly Seen[], of: Result): readonly Seen[] {
  return seen.filter((each) => each.of === of && isWrong(each));
}

/** The wrong call of each sequence, with those before it. */
function seenIn({ border }: Pick<Search, 'border'>, failures: readonly Failure[]): readonly Seen[] {
  return failures.flatMap(({ problem, disagreement, calls = [] }): Seen[] => {
    const [of] = gradientsIn(disagreement);
    if (disagreement.kind !== 'entries' || disagreement.part !== undefined) return [];
    if (of === undefined) return [];
    const asked = (other: Problem): Asked => ({ of, problem: other, terms: termsOf(other) });
    const seen = seenOf(asked(problem), Balls.exact(disagreement.actual), border);
    if (seen === undefined) return [];
    return [{ ...seen, before: calls.slice(0, -1).map((call) => asked(call.problem)) }];
  });
}

function termsOf(problem: Problem): Asked['terms'] {
  const { into, ...variant } = variantOf(problem);
  return { ...variant, prior: typeof into === 'object' ? into : undefined };
}
