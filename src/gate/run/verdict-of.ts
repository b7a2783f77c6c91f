import type { Border } from '../../call/border.ts';
import { crashing, SubjectCrash } from '../../call/subject-crash.ts';
import type { Claims } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import { countOf, triedIn } from '../../verdict/count.ts';
import type { Law, OurBug, Outcome, PropertyVerdict } from '../../verdict/property-verdict.ts';
import { judge } from '../judge/judge.ts';
import { JudgingBug } from '../judge/judging-bug.ts';
import { toOutcome } from '../judge/to-outcome.ts';
import { roundSize } from './budget.ts';
import { bugOf } from './bug-of.ts';
import type { GatePlan } from './plan-of.ts';
import { formatReplay } from './replay.ts';
import type { Rounds } from './rounds.ts';
import { settlingClaims } from './settling-claims.ts';

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
    const outcome = toOutcome(property, judgement, { claims, replayOf: from(plan.seed) });
    return settled(outcome, () => settlingClaims(property, border, { ...judgement, plan }));
  }
  const judgement = await plan.rounds.judge(property, border);
  const { seed, failures } = judgement;
  const outcome = toOutcome(property, judgement, { claims, replayOf: from(seed) });
  if (outcome.outcome === 'no such problem') return outcome;
  const round = { ...plan, runs: roundSize, seed };
  const counted = { ...outcome, ...countOf(judgement) };
  return settled(counted, () => settlingClaims(property, border, { failures, plan: round }));
}

/** A failure with the claim under which it would be none, if there is one. */
async function settled(
  outcome: Outcome,
  find: () => Promise<Claims | undefined>,
): Promise<Outcome> {
  if (outcome.outcome !== 'fails') return outcome;
  return { ...outcome, ...defined({ settledBy: await find() }) };
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
