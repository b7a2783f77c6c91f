import type { Plan } from './plan.ts';
import type { Search, Searched } from './search.ts';
import { searchProblems } from './search-problems.ts';
import { searchSequences } from './search-sequences.ts';

/** Searches as the property wants it. @throws what our own code throws before there is a problem */
export async function look(search: Search): Promise<Searched> {
  const searchFor = search.property.wants?.sequence ? searchSequences : searchProblems;
  return replaying(search, () => searchFor(search));
}

/** What a search finds; of a path that leads nowhere, nothing. @throws as `look` */
export async function replaying(
  { plan, trials }: { readonly plan: Plan; readonly trials: { readonly count: number } },
  searching: () => Promise<Searched>,
): Promise<Searched> {
  if (plan.path === undefined) return searching();
  try {
    return { ...(await searching()), runs: trials.count };
  } catch (error) {
    if (trials.count > 0 || !isUnableToReplay(error)) throw error;
    return { runs: 0, path: '', failed: false };
  }
}

/** fast-check throws a plain Error at a path that leads nowhere; our bugs are errors of other types. */
function isUnableToReplay(error: unknown): boolean {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}
