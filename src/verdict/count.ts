import { defined } from '../defined.ts';
import { type Evidence, noEvidence, ordered, together } from './evidence.ts';
import type { Outcome, Tried } from './property-verdict.ts';

/**
 * What is counted of a property over rounds, sessions and shards, as plain JSON. Only this file says
 * what that is, and how it is added up.
 */
export interface Count {
  /** Problems. */
  readonly runs: number;
  /** Rounds in which they were asked. */
  readonly rounds: number;
  readonly evidence: Evidence;
}

/** The count of no problem. */
export const nothingCounted: Count = { runs: 0, rounds: 0, evidence: noEvidence };

/** What is counted of a round, or of what was tried. */
export function countOf({ runs, rounds = 0, evidence = noEvidence }: Tried): Count {
  return { runs, rounds, evidence };
}

/** What was tried before this outcome. Nothing, where nothing is tried: of what is not claimed. */
export function triedIn(verdict: Outcome): Tried {
  if (verdict.outcome === 'known to fail') return triedIn(verdict.found);
  if (!('runs' in verdict)) return { runs: 0 };
  const { runs, rounds, evidence } = verdict;
  return { runs, ...defined({ rounds, evidence }) };
}

/** Two counts of problems that were drawn independently: the same bytes in any order. */
export function add(before: Count, more: Count): Count {
  return {
    runs: before.runs + more.runs,
    rounds: before.rounds + more.rounds,
    evidence: ordered(together(before.evidence, more.evidence)),
  };
}
