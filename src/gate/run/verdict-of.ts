import type { Border } from '../../call/border.ts';
import { crashing, SubjectCrash } from '../../call/subject-crash.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import { countOf, triedIn } from '../../verdict/count.ts';
import type { Law, OurBug, Outcome, PropertyVerdict } from '../../verdict/property-verdict.ts';
import { judge } from '../judge/judge.ts';
import { JudgingBug } from '../judge/judging-bug.ts';
import { toOutcome } from '../judge/to-outcome.ts';
import { bugOf } from './bug-of.ts';
import type { GatePlan } from './plan-of.ts';
import { formatReplay } from './replay.ts';
import type { Rounds } from './rounds.ts';

/** A plan, and who gives out the rounds when it is to be carried out in rounds. */
export type RunningPlan = GatePlan & { readonly rounds?: Rounds };

/** The verdict on one property of one subject, its list of known failures considered. */
export async function verdictOf(
  property: Property,
  border: Border,
  plan: RunningPlan,
): Promise<PropertyVerdict> {
  const lack = unmet(property.needs, border);
  if (lack !== undefined) return { ...lawOf(property), ...lack };
  const why = border.subject.knownFailures?.[property.id];
  const outcome = await outcomeOf(property, border, plan);
  return { ...lawOf(property), ...(why === undefined ? outcome : knowing(outcome, why, plan)) };
}

/** What a verdict says about the property itself. */
export function lawOf({ id, cites, statement }: Property): Law {
  return { id, cites, statement };
}

async function outcomeOf(property: Property, border: Border, plan: RunningPlan): Promise<Outcome> {
  try {
    await crashing('begin', () => border.subject.begin?.());
    return await judged(property, border, plan);
  } catch (error) {
    if (error instanceof SubjectCrash) {
      return { outcome: 'crashed', runs: 0, message: error.message };
    }
    return ourBug(error, property, plan);
  }
}

async function judged(property: Property, border: Border, plan: RunningPlan): Promise<Outcome> {
  const { claims } = border;
  const from = (seed: number) => (path: string) =>
    formatReplay({ property: property.id, profile: plan.profile, seed, path });
  if (plan.rounds === undefined) {
    const judgement = await judge(property, border, plan);
    return toOutcome(property, judgement, { claims, replayOf: from(plan.seed) });
  }
  const judgement = await plan.rounds.judge(property, border);
  const outcome = toOutcome(property, judgement, { claims, replayOf: from(judgement.seed) });
  return outcome.outcome === 'no such problem' ? outcome : { ...outcome, ...countOf(judgement) };
}

/** A subject's own errors are judgements; any other error is ours. */
function ourBug(error: unknown, { id }: Property, { profile, seed }: GatePlan): OurBug {
  const judging = error instanceof JudgingBug;
  const at = judging ? error.at : { path: '0', seed };
  const replay = formatReplay({ property: id, profile, ...at });
  return { outcome: 'our bug', ...bugOf(judging ? error.cause : error), replay };
}

/** A known failure is marked as one; one that holds again is a failure. Others stay what they are. */
function knowing(outcome: Outcome, why: string, { path }: GatePlan): Outcome {
  switch (outcome.outcome) {
    case 'fails':
    case 'crashed':
      return { outcome: 'known to fail', why, found: outcome };
    case 'holds':
    case 'holds weakly': {
      if (path !== undefined) return outcome; // one problem that passes says nothing about others
      return { outcome: 'holds again', why, ...triedIn(outcome) };
    }
    default:
      return outcome;
  }
}
