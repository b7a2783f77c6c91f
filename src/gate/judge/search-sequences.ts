import * as fc from 'fast-check';
import { at } from '../../at.ts';
import type { Failure } from './failure.ts';
import { BrokenSequence } from './past.ts';
import { withCommands } from './replay-path-of.ts';
import { parametersOf, type Search, type Searched, searched } from './search.ts';
import { runSequence, sequences } from './sequences.ts';
import { until } from './until.ts';

/**
 * Asks about random sequences of calls, and about shorter ones once one fails. A path has fast-check's
 * path of its commands behind a slash.
 */
export async function searchSequences(search: Search): Promise<Searched> {
  const { plan, trials } = search;
  const [path, commands] = plan.path?.split(/\/(.*)/) ?? [];
  const holdsOn = (sequence: Parameters<typeof runSequence>[1]): Promise<boolean> =>
    trials.holds(() => failureOf(search, sequence));
  const some = until(() => trials.isOver, sequences(search, commands));
  trials.planned = plan.runs;
  const details = await fc.check(fc.asyncProperty(some, holdsOn), {
    numRuns: plan.runs,
    ...parametersOf(search, path),
  });
  const found = searched(details);
  return { ...found, path: plan.path ?? withCommands(found.path, trials.failures) };
}

async function failureOf(
  { border, drawn }: Search,
  sequence: Parameters<typeof runSequence>[1],
): Promise<Failure | undefined> {
  try {
    const calls = await runSequence(border, sequence);
    const compared = calls.filter(({ gradients, problem }) => gradients && !problem.variant);
    // Some are asked more than once, which says nothing new.
    for (const problem of new Set(compared.map((made) => made.problem))) drawn(problem);
    return undefined;
  } catch (error) {
    if (!(error instanceof BrokenSequence)) throw error;
    const { calls, disagreement, ran } = error;
    return { problem: at(calls, calls.length - 1).problem, disagreement, calls, ran };
  }
}
