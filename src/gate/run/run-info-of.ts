import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import type { RunInfo } from '../../verdict/verdict.ts';
import type { GatePlan } from './plan-of.ts';

/** What a verdict says about the run: who is judged, and how. */
export function runInfoOf({ name, numberFormat, claims }: Subject, plan: GatePlan): RunInfo {
  const { profile, seed, runs, budget, bail } = plan;
  const how = { profile, seed, runs, ...defined({ bail }) };
  const run = { subject: name, numberFormat, claims: { ...claims }, ...how };
  if (budget === undefined) return run;
  const { index, of } = budget.shard;
  return { ...run, shards: { asked: [index], of } };
}
