import type { Border } from '../../call/border.ts';
import { crashing, SubjectCrash } from '../../call/subject-crash.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import type { Change } from '../../verdict/change.ts';
import { triedIn } from '../../verdict/count.ts';
import type { KnownFailure, KnownProblem } from '../../verdict/known-failure.ts';
import type { Observation } from '../../verdict/observation.ts';
import type {
  Law,
  OurBug,
  Outcome,
  PropertyVerdict,
  Tried,
} from '../../verdict/property-verdict.ts';
import { Families } from '../judge/families.ts';
import { type Judgement, judge, type Surroundings } from '../judge/judge.ts';
import { judgeLarge, type LargeJudgement } from '../judge/judge-large.ts';
import { JudgingBug } from '../judge/judging-bug.ts';
import { largeOutcome } from '../judge/large-outcome.ts';
import { toOutcome } from '../judge/to-outcome.ts';
import type { Asking } from '../judge/trials.ts';
import { askKept, type FailsStill } from './ask-kept.ts';
import { bugOf } from './bug-of.ts';
import { type Judging, judgeKnowing, unmatched } from './judge-knowing.ts';
import { knownFailuresOf } from './known-failures-of.ts';
import { asksLargeToo, withLarge } from './large-too.ts';
import { type GatePlan, planOf } from './plan-of.ts';
import { formatReplay } from './replay.ts';
import type { InRounds, Rounds } from './rounds.ts';
import { Settling } from './settling.ts';

/** A plan that is being carried out. */
export type RunningPlan = GatePlan & {
  /** Who gives out the rounds, when there are any. */
  readonly rounds?: Rounds;
  /** The failures of the run so far. */
  readonly families?: Families;
  /** What would settle the failures of the run so far. */
  readonly settling?: Settling;
  /** Told of a failure before it is shrunk, and of every smaller problem: that one alone. */
  readonly failing?: (verdict: PropertyVerdict) => void;
  /** Whether a problem that fails is passed over, as its failure is known. */
  readonly aside?: Surroundings['aside'];
  /** Told of every problem of the run what came of it. */
  readonly observing?: (observation: Observation) => void;
  /** Told of every problem that is asked of this property. */
  readonly asking?: (id: string, ...how: Parameters<Asking>) => void;
};

type Telling = RunningPlan & {
  readonly families: Families;
  readonly settling: Settling;
  readonly tell: (found: Outcome) => void;
};

/** The verdict on one property of one subject, the failures that are known of it considered. */
export async function verdictOf(
  property: Property,
  border: Border,
  plan: RunningPlan,
): Promise<PropertyVerdict> {
  const law = lawOf(property);
  const known = knownFailuresOf(property.id, border.subject, plan);
  const lack = unmet(property, border);
  const judging = { scope: scopeOf(plan), strict: plan.strict };
  if (lack !== undefined) return { ...law, ...lack, ...unmatched(known, judging) };
  const { failing } = plan;
  const tell = (found: Outcome): void => failing?.({ ...law, ...meanwhile(found, known) });
  if (known.length === 0) {
    const { families, settling = new Settling() } = memoryOf(plan);
    const memory = { families: plan.apart ? new Families() : families, settling };
    return { ...law, ...(await outcomeOf(property, border, { ...plan, ...memory, tell })) };
  }
  // What is known to fail decides nothing, not even this; and it looks the same, whatever else fails.
  const own = (): Telling => ({
    ...plan,
    families: new Families(),
    settling: new Settling(),
    tell,
  });
  const judge: Judging['judge'] = (asking) => outcomeOf(property, border, { ...own(), ...asking });
  const again = ({ replay, sizes }: KnownProblem): Promise<Outcome> => {
    const { rounds: _, observing: _observing, kept: _kept, ...rest } = own();
    const one = { ...planOf({ replay, ...sizes }), tell: () => {} };
    return outcomeOf(property, border, { ...rest, ...one });
  };
  return { ...law, ...(await judgeKnowing(known, { ...judging, judge, again })) };
}

/** What a run says of known failures. */
function scopeOf({ path, probes, rounds, budget }: RunningPlan): Judging['scope'] {
  if (path !== undefined) return 'one problem';
  if (probes) return 'large';
  if (rounds === undefined) return 'all';
  return budget?.rounds === undefined ? 'rounds' : 'counted rounds';
}

/** A failure that is not shrunk yet may be any that is known, where nothing says which that is. */
function meanwhile(found: Outcome, known: readonly KnownFailure[]): Outcome {
  const loose = known.find(({ problem }) => problem === undefined);
  if (loose === undefined || (found.outcome !== 'fails' && found.outcome !== 'crashed'))
    return found;
  return { outcome: 'known to fail', why: loose.why, found };
}

/**
 * What one failure leaves to the next. Where rounds are counted, nothing: a property may have failed in another
 * shard, and the verdict is to be the same.
 */
function memoryOf({ budget, families = new Families(), settling }: RunningPlan) {
  return budget?.rounds === undefined ? { families, settling } : { families: new Families() };
}

/** What a verdict says about the property itself. */
export function lawOf({ id, cites, statement }: Property): Law {
  return { id, cites, statement };
}

async function outcomeOf(property: Property, border: Border, plan: Telling): Promise<Outcome> {
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

async function judged(property: Property, border: Border, plan: Telling): Promise<Outcome> {
  const { claims, formats } = border;
  const { profile, rounds, families, settling, tell, asking } = plan;
  const { observing: observe, aside } = plan; // of what is judged, and of nothing that is asked again about it
  const asked: Asking = (...how) => asking?.(property.id, ...how);
  const came = (judgement: Judgement | InRounds, seed: number): Outcome => {
    const replayOf = (path: string) => formatReplay({ property: property.id, profile, seed, path });
    return toOutcome(property, judgement, { claims, formats, replayOf });
  };
  if (plan.probes) return judgedLarge(property, border, { ...plan, asked });
  if (rounds === undefined) {
    const failed = (found: Judgement) => tell(came(found, plan.seed));
    const judgement = await judge(property, border, { ...plan, families, failed, asked, observe });
    const outcome = came(judgement, plan.seed);
    const again = judgement.failures.length === 0 && judgement.runs > 0 ? plan.kept : undefined;
    const still = again && (await askKept(property, border, again));
    if (still !== undefined)
      return failsStill(property, border, { ...still, tried: triedIn(outcome) });
    if (asksLargeToo(property, border, plan)) {
      const some = { ...plan, ...planOf({ profile: 'large', seed: plan.seed }) };
      return withLarge(outcome, await judgedLarge(property, border, { ...some, asked }));
    }
    return settled(outcome, () => settling.changesFor(property, border, { ...judgement, plan }));
  }
  const inRounds = (judgement: InRounds): Outcome => came(judgement, judgement.seed);
  const kept = aside === undefined ? plan.kept : undefined; // what is set aside was found before
  const first = kept && (await askKept(property, border, kept));
  if (first !== undefined) {
    const { runs, evidence } = first.judgement;
    return failsStill(property, border, { ...first, tried: { runs, evidence } });
  }
  const failed = (found: InRounds) => tell(inRounds(found));
  const judgement = await rounds.judge(property, border, { families, failed, observe, aside });
  const { seed, failures } = judgement;
  const round = { ...plan, seed };
  const outcome = inRounds(judgement);
  return settled(outcome, () => settling.changesFor(property, border, { failures, plan: round }));
}

/** A property that held on all problems of the run, but for one that failed in an earlier run. */
function failsStill(
  property: Property,
  { claims, formats }: Border,
  { judgement, replay, tried }: FailsStill & { readonly tried: Tried },
): Outcome {
  const replayOf = (path: string) => formatReplay({ ...replay, path });
  const found = toOutcome(property, judgement, { claims, formats, replayOf });
  if (found.outcome === 'fails') {
    return { ...found, ...tried, counterexample: { ...found.counterexample, kept: true } };
  }
  if (found.outcome !== 'crashed' || found.counterexample === undefined) return found;
  return { ...found, ...tried, counterexample: { ...found.counterexample, kept: true } };
}

async function judgedLarge(
  property: Property,
  border: Border,
  plan: Telling & { readonly asked: Asking },
): Promise<Outcome> {
  const { product } = property;
  if (product === undefined) throw new Error(`${property.id} states no product`);
  const { profile, seed, tell } = plan;
  const came = (judgement: LargeJudgement): Outcome =>
    largeOutcome(judgement, (path) => formatReplay({ property: property.id, profile, seed, path }));
  const failed = (found: LargeJudgement): void => tell(came(found));
  return came(await judgeLarge({ ...property, product }, border, { ...plan, failed }));
}

/** A failure with the changes of what the subject says under which it would be none, if there are any. */
async function settled(outcome: Outcome, find: () => Promise<readonly Change[]>): Promise<Outcome> {
  if (outcome.outcome !== 'fails' && outcome.outcome !== 'crashed') return outcome;
  const settledBy = await find();
  return settledBy.length === 0 ? outcome : { ...outcome, settledBy };
}

/** A subject's own errors are judgements; any other error is ours. */
function ourBug(error: unknown, { id }: Property, { profile, seed }: GatePlan): OurBug {
  const judging = error instanceof JudgingBug;
  const at = judging ? error.at : { path: '0', seed };
  const replay = formatReplay({ property: id, profile, ...at });
  return { outcome: 'our bug', ...bugOf(judging ? error.cause : error), replay };
}
