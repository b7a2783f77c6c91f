import { afterAll, describe, type TestContext, test } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { GradgateError } from '../../errors.ts';
import { explain } from '../../verdict/explain.ts';
import { isVoid, voidSentence } from '../../verdict/is-void.ts';
import type { JournalEntry } from '../../verdict/journal-entry.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import type { Canary, RunInfo } from '../../verdict/verdict.ts';
import { oneLine, printable } from '../../wire/printable.ts';
import { bugOf } from './bug-of.ts';
import type { GateOptions } from './gate-options.ts';
import { judgeCanaries } from './judge-canaries.ts';
import { type GatePlan, planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { lawOf, type RunningPlan, verdictOf } from './verdict-of.ts';

/** Told at once what starts and what is judged, before the subject can end the process. */
type Note = (entry: JournalEntry) => void;

/** Where entries go, and what a test takes along of them when it ends. */
interface Notes {
  readonly note: Note;
  readonly taken?: () => { readonly gradgate: readonly JournalEntry[] };
}

/**
 * Registers the properties of a run as vitest tests. The subject has been checked.
 * @throws GradgateError ADAPTER or OPTION, when a known failure or an option is not as it should be
 */
export function registerGate(checked: Subject, options: GateOptions, notes: Notes): void {
  const { note } = notes;
  checkKnown(checked);
  const plan = planOf(options);
  const border = new Border(checked);
  const run = runInfoOf(checked, plan);
  const subject = run.subject;
  const { resume } = options;
  const running = inRounds(border, plan, { ...defined({ resume }), run, note });
  note({ kind: 'registered', run, laws: plan.properties.map(lawOf) });
  for (const [id, done] of Object.entries(resume?.properties ?? {})) {
    note({ kind: 'round passed', subject, id, ...done });
  }
  describe(oneLine(subject), () => {
    testCanaries(run, notes);
    for (const property of plan.properties) {
      test(`${property.id}: ${property.statement}`, { timeout: 0 }, async (context) => {
        note({ kind: 'property started', subject, id: property.id });
        const verdict = await verdictOf(property, border, running);
        note({ kind: 'property judged', subject, verdict });
        take(context, notes);
        settle(verdict, context);
      });
    }
    if (checked.dispose) afterAll(() => checked.dispose?.());
  });
}

/** A gate that misses a wrong subject, or accuses a right one, has nothing to say about others. */
function testCanaries(run: RunInfo, notes: Notes): void {
  const title = 'canaries: two subjects known to be wrong are caught, one known to be right passes';
  test(title, { timeout: 0, meta: notes.taken?.() ?? {} }, async (context) => {
    try {
      const canaries = await canariesOf(run, notes);
      if (isVoid(canaries)) throw new Error(voidSentence(canaries, run.seed));
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

function take({ task }: TestContext, { taken }: Notes): void {
  const { gradgate = [] } = task.meta;
  if (taken !== undefined) task.meta.gradgate = [...gradgate, ...taken().gradgate];
}

/** The plan, with rounds when a time is given. @throws GradgateError OPTION */
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

/** The outcome of a property as that of a test. */
function settle(verdict: PropertyVerdict, context: TestContext): void {
  switch (verdict.outcome) {
    case 'holds':
    case 'holds weakly':
      return;
    case 'not claimed':
    case 'not offered':
    case 'known to fail':
      context.skip(reasonOf(verdict));
      return;
    case 'fails':
    case 'crashed':
    case 'not reached':
    case 'no such problem':
    case 'holds again':
    case 'our bug': {
      const error = new Error(printable(explain(verdict, (token) => `--replay ${token}`)));
      error.stack = error.message; // where in gradgate it was thrown helps nobody
      throw error;
    }
  }
}
