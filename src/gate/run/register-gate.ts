import { afterAll, describe, type TestContext, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { GradgateError } from '../../errors.ts';
import { isFailure } from '../../verdict/bearing-of.ts';
import { isVoid, voidSentence } from '../../verdict/is-void.ts';
import type { JournalEntry } from '../../verdict/journal-entry.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import type { Canary, RunInfo } from '../../verdict/verdict.ts';
import { oneLine } from '../../wire/printable.ts';
import { Families } from '../judge/families.ts';
import { bugOf } from './bug-of.ts';
import { replacedBuiltIn } from './built-ins.ts';
import { checkKnown } from './check-known.ts';
import { checkReproduced, endTest } from './end-test.ts';
import type { GateOptions } from './gate-options.ts';
import { judgeCanaries } from './judge-canaries.ts';
import { type GatePlan, planOf } from './plan-of.ts';
import { seedFor } from './replay.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { seeArithmetic } from './see-arithmetic.ts';
import { Settling } from './settling.ts';
import { tellNowAndThen } from './tell-now-and-then.ts';
import { lawOf, type RunningPlan, verdictOf } from './verdict-of.ts';

/** Told at once what starts and what is judged, before the subject can end the process. */
type Note = (entry: JournalEntry) => void;

/** Where entries go, and what a test takes along of them when it ends. */
interface Notes {
  readonly note: Note;
  readonly taken?: () => { readonly gradgate: readonly JournalEntry[] };
  /** What asks a counterexample again; the option with its token, where no command is known. */
  readonly replay?: ReplayCommand;
}

/**
 * Registers the properties of a run as vitest tests. The subject has been checked.
 * @throws GradgateError ADAPTER or OPTION, when a known failure or an option is not as it should be
 */
export function registerGate(checked: Subject, options: GateOptions, notes: Notes): void {
  const { note } = notes;
  checkLists(checked, options);
  const plan = planOf(options);
  const border = new Border(checked);
  if (plan.probes) checkPlainLayer(border);
  const run = runInfoOf(checked, plan);
  const subject = run.subject;
  const { resume } = options;
  const running = {
    ...inRounds(border, plan, { ...defined({ resume }), run, note }),
    ...{ families: new Families(), settling: new Settling() },
    ...defined({ observing: options.observe }),
    failing: (verdict: PropertyVerdict) => note({ kind: 'failing', subject, verdict }),
    ...(notes.taken === undefined && {
      asking: tellNowAndThen((entry) => note({ subject, ...entry })),
    }),
  };
  note({ kind: 'registered', run, laws: plan.properties.map(lawOf) });
  for (const [id, done] of Object.entries(resume?.properties ?? {})) {
    note({ kind: 'round passed', subject, id, ...done });
  }
  // In a user's own tests, the subject shares the judge's realm.
  const here = notes.taken !== undefined;
  const halfway = here ? plan.properties[Math.ceil(plan.properties.length / 2)] : undefined;
  let bailed = false; // vitest's own option would end the tests of all other files, too
  describe(oneLine(subject), () => {
    testCanaries(run, notes, 'before');
    for (const property of plan.properties) {
      if (property === halfway) testCanaries(run, notes, 'halfway');
      test(`${property.id}: ${property.statement}`, { timeout: 0 }, async (context) => {
        if (bailed) context.skip('not judged because of bail');
        note({ kind: 'property started', subject, id: property.id });
        const verdict = await verdictOf(property, border, running);
        note({ kind: 'property judged', subject, verdict });
        const replaced = here ? replacedBuiltIn() : undefined;
        if (replaced !== undefined) note({ kind: 'built-in replaced', subject, name: replaced });
        take(context, notes);
        if (plan.path !== undefined) checkReproduced(verdict);
        bailed = plan.bail === true && isFailure(verdict);
        endTest(verdict, context, notes.replay);
      });
    }
    if (isLookedAt(plan)) testArithmetic(checked, notes, () => !bailed);
    if (here) testCanaries(run, notes, 'after');
    if (checked.dispose) afterAll(() => checked.dispose?.());
  });
}

/** A whole run that is not the shortest looks at the arithmetic once: of several shards, the first does. */
function isLookedAt({ profile, budget, properties: some }: GatePlan): boolean {
  const isFirst = (budget?.shard.index ?? 1) === 1;
  return profile !== 'smoke' && some.length === properties.length && isFirst;
}

/** After all properties, which it cannot disturb so. It decides nothing. */
function testArithmetic(subject: Subject, notes: Notes, goesOn: () => boolean): void {
  const { name } = subject;
  test('arithmetic: how it sums is looked at, and compared with its claims', {
    timeout: 0,
  }, async (context) => {
    if (!goesOn()) context.skip('not looked at because of bail');
    try {
      notes.note({
        kind: 'arithmetic seen',
        subject: name,
        arithmetic: await seeArithmetic(subject),
      });
    } catch (error) {
      notes.note({ kind: 'bug found', subject: name, bug: bugOf(error) });
      throw error;
    } finally {
      take(context, notes);
    }
  });
}

/** When canaries are judged: once is enough, where the subject is in a realm of its own. */
const when = {
  before: 'two subjects known to be wrong are caught, one known to be right passes',
  halfway: 'others are caught, and one passes, when the subject has been asked',
  after: 'others are caught, and one passes, when all is done',
};

/** A gate that misses a wrong subject, or accuses a right one, has nothing to say about others. */
function testCanaries(run: RunInfo, notes: Notes, time: keyof typeof when): void {
  const title = `canaries: ${when[time]}`;
  const { seed } = run;
  const drawn = { before: seed, halfway: seedFor(seed, 'halfway'), after: seedFor(seed, 'after') };
  const meta = time === 'before' ? notes.taken?.() : {};
  test(title, { timeout: 0, meta: meta ?? {} }, async (context) => {
    try {
      const canaries = await canariesOf({ ...run, seed: drawn[time] }, notes);
      if (isVoid(canaries)) throw new Error(voidSentence({ canaries, run }));
    } finally {
      take(context, notes);
    }
  });
}

/** @throws what our own code throws, once it is noted down */
async function canariesOf({ subject, seed }: RunInfo, { note }: Notes): Promise<Canary[]> {
  try {
    const canaries = await judgeCanaries(seed);
    note({ kind: 'canaries judged', subject, canaries });
    return canaries;
  } catch (error) {
    note({ kind: 'bug found', subject, bug: bugOf(error) });
    throw error;
  }
}

/**
 * What was noted down goes with the test, where no other hook can put something else. Of a test that is
 * tried again, the first time counts.
 */
function take({ task }: TestContext, { taken }: Notes): void {
  if (taken === undefined || Object.isFrozen(task.meta.gradgate ?? [])) return;
  const { gradgate = [] } = task.meta;
  const entries = Object.freeze([...gradgate, ...taken().gradgate]);
  const fixed = { enumerable: true, configurable: false, writable: false };
  Object.defineProperty(task.meta, 'gradgate', { ...fixed, value: entries });
  Object.defineProperty(task, 'meta', { ...fixed, value: task.meta });
}

/** The plan, with rounds when a time is given, or a number of them. @throws GradgateError OPTION */
function inRounds(
  border: Border,
  plan: GatePlan,
  { run, resume, note }: Pick<GateOptions, 'resume'> & { run: RunInfo; note: Note },
): RunningPlan {
  const { budget } = plan;
  if (budget === undefined) return plan;
  const { subject } = run;
  const rounds = new Rounds(border, {
    ...{ plan, budget, run, ...defined({ resume }) },
    passed: (id, done) => note({ kind: 'round passed', subject, id, ...done }),
  });
  return { ...plan, rounds };
}

/** @throws GradgateError ADAPTER, when a known failure is of no property; OPTION, when an entry is wrong */
function checkLists({ knownFailures = {} }: Subject, { known = [] }: GateOptions): void {
  checkKnown(known, 'known');
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

/** @throws GradgateError OPTION, when the layer holds another weight than the one that is probed, or has a loss */
function checkPlainLayer({ weights, claims: { loss } }: Border): void {
  if (!weights.areOther && loss === undefined) return;
  const expected = 'a layer that multiplies what it is given, with profile large';
  const [actual, fix] = [loss ? 'a loss' : 'effective', 'Use profile ci or deep.'];
  throw new GradgateError('OPTION', { where: 'profile', expected, actual, fix });
}
