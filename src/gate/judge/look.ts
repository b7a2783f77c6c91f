import type { Search, Searched } from './search.ts';
import { searchProblems } from './search-problems.ts';
import { searchSequences } from './search-sequences.ts';

/** Searches as the property wants it. @throws what our own code throws before there is a problem */
export async function look(search: Search): Promise<Searched> {
  const { property, plan, trials } = search;
  const searchFor = property.wants?.sequence ? searchSequences : searchProblems;
  if (plan.path === undefined) return searchFor(search);
  try {
    return { ...(await searchFor(search)), runs: trials.count };
  } catch (error) {
    if (trials.count > 0 || !isUnableToReplay(error)) throw error;
    return { runs: 0, path: '', failed: false };
  }
}

/** fast-check throws a plain Error at a path that leads nowhere; our bugs are errors of other types. */
function isUnableToReplay(error: unknown): boolean {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}
