import { noEvidence, together } from './together.ts';
import type { Evidence, PropertyVerdict } from './verdict.ts';

/**
 * What is counted of a property over rounds, sessions and shards, as plain JSON. Here alone it is
 * said what that is, and how it is added up.
 */
export interface Count {
  /** Problems asked. */
  readonly runs: number;
  /** Rounds in which they were asked. */
  readonly rounds: number;
  readonly evidence: Evidence;
}

export const nothingCounted: Count = { runs: 0, rounds: 0, evidence: noEvidence };

/** What is counted of a round, or stands in a verdict. */
export function countOf({
  runs,
  rounds = 0,
  evidence = noEvidence,
}: Pick<PropertyVerdict, 'runs' | 'rounds' | 'evidence'>): Count {
  return { runs, rounds, evidence };
}

export function add(before: Count, more: Count): Count {
  return {
    runs: before.runs + more.runs,
    rounds: before.rounds + more.rounds,
    evidence: together(before.evidence, more.evidence),
  };
}
