import type * as fc from 'fast-check';
import type { Border } from '../../call/border.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { seedFor } from '../run/replay.ts';
import type { Plan } from './plan.ts';
import type { Trials } from './trials.ts';

/** What fast-check is to look for: problems on which the property fails. */
export interface Search {
  readonly property: Property;
  readonly border: Border;
  readonly plan: Plan;
  readonly options: ProblemOptions;
  readonly trials: Trials;
  /** Told of every problem that was asked, and not left out. */
  readonly drawn: (problem: Problem) => void;
}

/** What came of a search. */
export interface Searched {
  /** Problems that were asked up to the first failure, or in all. */
  readonly runs: number;
  /** The path of the smallest problem found, as a replay token has it; empty: none. */
  readonly path: string;
  /** Whether fast-check has a complaint: a problem, or that too many were left out. */
  readonly failed: boolean;
}

/** The parameters that every search has; `path` is fast-check's own part of the plan's. */
export function parametersOf(
  { property, plan }: Pick<Search, 'property' | 'plan'>,
  path = plan.path,
) {
  const base = { seed: seedFor(plan.seed, property.id), endOnFailure: plan.unshrunk === true };
  return path === undefined ? base : { ...base, path, endOnFailure: true, numRuns: 1 };
}

type Details = Pick<fc.RunDetails<unknown>, 'failed' | 'numRuns' | 'counterexamplePath'>;

/** What fast-check found. */
export function searched({ failed, numRuns, counterexamplePath }: Details): Searched {
  return { failed, runs: numRuns, path: counterexamplePath ?? '' };
}
