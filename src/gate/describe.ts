import { afterAll, describe, type TestContext, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { GradgateError } from '../errors.ts';
import type { Property } from '../property/property.ts';
import { Border } from '../subject/border.ts';
import { checkSubject } from '../subject/check-subject.ts';
import type { Subject } from '../subject/subject.ts';
import { explain } from '../verdict/explain.ts';
import type { PropertyVerdict, RunInfo } from '../verdict/verdict.ts';
import { judge, type Plan } from './judge.ts';
import { isProfile, type ProfileName, profiles } from './profiles.ts';
import { formatReplay, parseReplay } from './replay.ts';
import { toVerdict } from './to-verdict.ts';

export interface GateOptions {
  /** How much work to do. Default: `ci`. */
  readonly profile?: ProfileName;
  /** Every random choice follows from it. Default: 1. */
  readonly seed?: number;
  /** Problems per property, instead of the profile's. */
  readonly runs?: number;
  /** Only these properties, by id. */
  readonly properties?: readonly string[];
  /** A token from an earlier failure: ask that one problem again, and nothing else. */
  readonly replay?: string;
  /** Told at once what starts and what is judged, before the subject can end the process. */
  readonly journal?: (entry: JournalEntry) => void;
}

/** The start of a property, or its verdict. */
export type JournalEntry = { readonly started: string } | { readonly judged: TestRecord };

/** What a test tells the reporter. */
export interface TestRecord {
  readonly run: RunInfo;
  readonly verdict: PropertyVerdict;
}

declare module 'vitest' {
  interface TaskMeta {
    gradgate?: TestRecord;
  }
}

/**
 * Registers the catalogue as vitest tests, one a property, in the order of the paper.
 * @throws GradgateError ADAPTER or OPTION, when the subject or an option is not as it should be
 */
export function describeMatmulBackprop(subject: Subject, options: GateOptions = {}): void {
  const checked = checkSubject(subject);
  const border = new Border(checked);
  const { chosen, plan, profile } = planOf(options);
  const run: RunInfo = {
    subject: checked.name,
    numberFormat: checked.numberFormat,
    claims: { ...checked.claims },
    profile,
    seed: plan.seed,
    runs: plan.runs,
  };
  describe(checked.name, () => {
    for (const property of chosen) {
      const title = `${property.id}: ${property.statement}`;
      const meta = { gradgate: { run, verdict: unfinished(property) } };
      test(title, { timeout: 0, meta }, async (context) => {
        options.journal?.({ started: property.id });
        const judged = await verdictOf(property, border, { plan, profile });
        const verdict = knowing(judged, checked.knownFailures?.[property.id], options.replay);
        context.task.meta.gradgate = { run, verdict };
        options.journal?.({ judged: { run, verdict } });
        settle(verdict, context);
      });
    }
    if (checked.dispose) afterAll(() => checked.dispose?.());
  });
}

interface Planned {
  readonly plan: Plan;
  readonly profile: ProfileName;
}

function planOf(options: GateOptions): Planned & { chosen: readonly Property[] } {
  const replay = options.replay === undefined ? undefined : parseReplay(options.replay);
  const { seed = 1, profile = 'ci' } = { ...options, ...replay };
  if (!isProfile(profile)) {
    const expected = `one of ${Object.keys(profiles).join(', ')}`;
    throw new GradgateError('OPTION', { where: 'profile', expected, actual: String(profile) });
  }
  const { runs = profiles[profile].runs, properties: ids } = options;
  const plan = { ...profiles[profile], seed, runs };
  const chosen = choose(replay === undefined ? ids : [replay.property]);
  return { plan: replay === undefined ? plan : { ...plan, path: replay.path }, profile, chosen };
}

function choose(ids: readonly string[] = []): readonly Property[] {
  const known = properties.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const expected = `one of ${known.join(', ')}`;
    throw new GradgateError('OPTION', { where: 'property', expected, actual: unknown });
  }
  return ids.length === 0 ? properties : properties.filter(({ id }) => ids.includes(id));
}

async function verdictOf(
  property: Property,
  border: Border,
  { plan, profile }: Planned,
): Promise<PropertyVerdict> {
  if (property.needs === 'forward' && !border.hasForward) {
    const reason = 'not checked: the subject has no forward';
    return { ...about(property), outcome: 'skipped', runs: 0, reason };
  }
  const { seed } = plan;
  try {
    const judgement = await judge(property, border, plan);
    return toVerdict(property, judgement, (path) =>
      formatReplay({ property: property.id, profile, seed, path }),
    );
  } catch (error) {
    // A subject's own errors are judgements; what arrives here is ours.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const reason = `This is a bug in gradgate, please report it (seed ${seed}): ${message}`;
    return { ...about(property), outcome: 'error', runs: 0, reason };
  }
}

/** A known failure is marked as one; a known failure that holds again is a failure. */
function knowing(verdict: PropertyVerdict, known?: string, replay?: string): PropertyVerdict {
  if (known === undefined || verdict.outcome === 'skipped') return verdict;
  if (verdict.outcome !== 'passed') return { ...verdict, known };
  if (replay !== undefined) return verdict;
  const reason = `listed as a known failure (${known}), but it holds: take it off the list`;
  return { ...verdict, outcome: 'failed', reason };
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

function about({
  id,
  cites,
  statement,
}: Property): Pick<PropertyVerdict, 'id' | 'equation' | 'statement'> {
  return { id, equation: cites, statement };
}
