import { afterAll, describe, type TestContext, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { checkSubject } from '../../contract/check-subject.ts';
import type { Subject } from '../../contract/subject.ts';
import { GradgateError } from '../../errors.ts';
import type { Property } from '../../property/property.ts';
import { explain } from '../../verdict/explain.ts';
import { isVoid, voidSentence } from '../../verdict/is-void.ts';
import type { Canary, PropertyVerdict, RunInfo } from '../../verdict/verdict.ts';
import { about } from '../judge/to-verdict.ts';
import type { Progress } from './budget.ts';
import { judgeCanaries } from './judge-canaries.ts';
import { type GateOptions, type GatePlan, planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { type RunningPlan, verdictOf } from './verdict-of.ts';

export type { GateOptions } from './plan-of.ts';

/**
 * What the canaries said, the start of a property, its verdict, or what was done of a run that is
 * given a time.
 */
export type JournalEntry =
  | { readonly sang: CanaryRecord }
  | { readonly started: string }
  | { readonly judged: TestRecord }
  | { readonly progress: Progress };

/** Told at once what starts and what is judged, before the subject can end the process. */
export type Journal = (entry: JournalEntry) => void;

/** What a test tells the reporter. */
export interface TestRecord {
  readonly run: RunInfo;
  readonly verdict: PropertyVerdict;
}

/** What the test of the canaries tells the reporter. */
export interface CanaryRecord {
  readonly run: RunInfo;
  readonly canaries: readonly Canary[];
}

declare module 'vitest' {
  interface TaskMeta {
    gradgate?: TestRecord;
    gradgateCanaries?: CanaryRecord;
  }
}

/**
 * Registers the catalogue as vitest tests, one a property, in its order.
 * @throws GradgateError ADAPTER or OPTION, when the subject or an option is not as it should be
 */
export function describeMatmulBackprop(
  subject: Subject,
  options: GateOptions = {},
  journal: Journal = () => {},
): void {
  const checked = checkSubject(subject);
  const { name, numberFormat, claims } = checked;
  const plan = inRounds(checked, planOf(options), { ...options, journal });
  checkKnown(checked);
  const { profile, seed, runs } = plan;
  const asked = { subject: name, numberFormat, claims: { ...claims }, profile, seed, runs };
  const run: RunInfo = { ...asked, ...shardsOf(plan) };
  describe(name, () => {
    testCanaries(run, journal);
    for (const property of plan.properties) {
      const title = `${property.id}: ${property.statement}`;
      const meta = { gradgate: { run, verdict: unfinished(property) } };
      test(title, { timeout: 0, meta }, async (context) => {
        journal({ started: property.id });
        const verdict = await verdictOf(property, checked, plan);
        context.task.meta.gradgate = { run, verdict };
        journal({ judged: { run, verdict } });
        settle(verdict, context);
      });
    }
    if (checked.dispose) afterAll(() => checked.dispose?.());
  });
}

/** A gate that misses a wrong subject, or accuses a right one, has nothing to say about others. */
function testCanaries(run: RunInfo, journal: Journal): void {
  const title = 'canaries: two wrong subjects are caught, a right one is not accused';
  // Until they have sung there are none, and a test that fails with none is trouble.
  const meta = { gradgateCanaries: { run, canaries: [] } };
  test(title, { timeout: 0, meta }, async (context) => {
    const canaries = await judgeCanaries(run.seed);
    context.task.meta.gradgateCanaries = { run, canaries };
    journal({ sang: { run, canaries } });
    if (isVoid(canaries)) throw new Error(voidSentence(canaries, run.seed));
  });
}

/** The plan, with rounds when a time is given. @throws GradgateError OPTION */
function inRounds(
  subject: Subject,
  plan: GatePlan,
  { resume, journal }: Pick<GateOptions, 'resume'> & { readonly journal: Journal },
): RunningPlan {
  const { budget } = plan;
  if (budget === undefined) return plan;
  const keep = (progress: Progress): void => journal({ progress });
  const rounds = new Rounds(subject, { plan, budget, keep, ...(resume && { resume }) });
  return { ...plan, rounds };
}

function shardsOf({ budget }: GatePlan): Pick<RunInfo, 'shards'> {
  if (budget === undefined) return {};
  const { index, of } = budget.shard;
  return { shards: { asked: [index], of } };
}

/** @throws GradgateError ADAPTER, when a known failure is of no property */
function checkKnown({ knownFailures = {} }: Subject): void {
  const ids = properties.map(({ id }) => id);
  const unknown = Object.keys(knownFailures).find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const where = 'subject.knownFailures';
  const fix = 'Take it off the list, or correct it.';
  throw new GradgateError('ADAPTER', {
    where,
    expected: 'ids of properties',
    actual: unknown,
    fix,
  });
}

function settle(verdict: PropertyVerdict, context: TestContext): void {
  if (verdict.outcome === 'skipped') context.skip(verdict.reason);
  if (verdict.known !== undefined) context.skip(`known failure: ${verdict.known}`);
  if (verdict.outcome === 'passed') return;
  const error = new Error(explain(verdict, (token) => `--replay ${token}`));
  error.stack = error.message; // where in gradgate it was thrown helps nobody
  throw error;
}

/** What stands in the verdict when the process ends before the property is judged. */
function unfinished(property: Property): PropertyVerdict {
  const reason = 'not judged: the run ended before this property was done';
  return { ...about(property), outcome: 'error', runs: 0, reason };
}
