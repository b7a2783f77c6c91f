import { noEvidence, together } from './evidence.ts';
import type { Evidence } from './verdict.ts';

/** What is counted of a property over rounds, sessions and shards. It is added up here alone. */
export interface Count {
  /** Problems asked. */
  readonly runs: number;
  /** Rounds in which they were asked. */
  readonly rounds: number;
  readonly evidence: Evidence;
}

export const nothingCounted: Count = { runs: 0, rounds: 0, evidence: noEvidence };

export function add(before: Count, more: Count): Count {
  return {
    runs: before.runs + more.runs,
    rounds: before.rounds + more.rounds,
    evidence: together(before.evidence, more.evidence),
  };
}
