import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import { countOf } from '../../verdict/count.ts';
import type { PropertyVerdict } from '../../verdict/verdict.ts';
import { judge } from '../judge/judge.ts';
import { about, toVerdict } from '../judge/to-verdict.ts';
import type { GatePlan } from './plan-of.ts';
import { formatReplay } from './replay.ts';
import type { Rounds } from './rounds.ts';

/** A plan, and who gives out the rounds when it is to be carried out in rounds. */
export type RunningPlan = GatePlan & { readonly rounds?: Rounds };

/** The verdict on one property of one subject, its list of known failures considered. */
export async function verdictOf(
  property: Property,
  subject: Subject,
  plan: RunningPlan,
): Promise<PropertyVerdict> {
  const border = new Border(subject);
  const reason = unmet(property.needs, border);
  if (reason !== undefined) {
    return { ...about(property), outcome: 'skipped', runs: 0, reason };
  }
  await subject.begin?.();
  return knowing(await judged(property, border, plan), subject.knownFailures?.[property.id], plan);
}

async function judged(
  property: Property,
  border: Border,
  plan: RunningPlan,
): Promise<PropertyVerdict> {
  const { profile, seed } = plan;
  const replayFrom = (seed: number) => (path: string) =>
    formatReplay({ property: property.id, profile, seed, path });
  try {
    const { claims } = border;
    if (plan.rounds === undefined) {
      const judgement = await judge(property, border, plan);
      return toVerdict(property, judgement, { claims, replayOf: replayFrom(seed) });
    }
    const judgement = await plan.rounds.judge(property, border);
    const verdict = toVerdict(property, judgement, {
      claims,
      replayOf: replayFrom(judgement.seed),
    });
    return { ...verdict, ...countOf(judgement) };
  } catch (error) {
    // A subject's own errors are judgements; what arrives here is ours.
    const message = error instanceof Error ? error.stack : String(error);
    const reason = `This is a bug in gradgate, please report it (seed ${seed}): ${message}`;
    return { ...about(property), outcome: 'error', runs: 0, reason };
  }
}

/** A known failure is marked as one; a known failure that holds again is a failure. */
function knowing(
  verdict: PropertyVerdict,
  known: string | undefined,
  { path }: GatePlan,
): PropertyVerdict {
  if (known === undefined) return verdict;
  if (verdict.outcome !== 'passed') return { ...verdict, known };
  if (path !== undefined) return verdict; // one problem that passes says nothing about the others
  const reason = `listed as a known failure (${known}), but it holds: take it off the list`;
  return { ...verdict, outcome: 'failed', reason };
}
