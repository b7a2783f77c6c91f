import type { PropertyVerdict } from './verdict.ts';

/**
 * What is counted of a property over rounds, sessions and shards, as plain JSON. Here alone it is
 * said what that is, and how it is added up.
 */
export interface Count {
  /** Problems asked. */
  readonly runs: number;
  /** Rounds in which they were asked. */
  readonly rounds: number;
}

export const nothingCounted: Count = { runs: 0, rounds: 0 };

/** What is counted of a round, or stands in a verdict. */
export function countOf({ runs, rounds = 0 }: Pick<PropertyVerdict, 'runs' | 'rounds'>): Count {
  return { runs, rounds };
}

export function add(before: Count, more: Count): Count {
  return { runs: before.runs + more.runs, rounds: before.rounds + more.rounds };
}
