import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { unlike } from '../../number/tensor-formats.ts';
import type { RunInfo } from '../../verdict/verdict.ts';
import type { GatePlan } from './plan-of.ts';
import { formatReplay } from './replay.ts';

/** What a verdict says about the run: who is judged, and how. */
export function runInfoOf(subject: Subject, plan: GatePlan): RunInfo {
  const { name, numberFormat, claims } = subject;
  const { profile, seed, runs, budget, path, properties, bail, limits } = plan;
  const [property] = properties;
  const asked =
    path !== undefined && property !== undefined
      ? { replay: formatReplay({ property: property.id, profile, seed, path }) }
      : {};
  const claimed = { numberFormat, ...defined({ formats: unlike(subject) }), claims: { ...claims } };
  const run = {
    subject: name,
    ...claimed,
    profile,
    seed,
    runs,
    ...limits,
    ...asked,
    ...defined({ bail }),
  };
  if (budget === undefined) return run;
  const { rounds, shard } = budget;
  const shards = { asked: [shard.index], of: shard.of };
  return { ...run, ...defined({ rounds }), shards };
}
