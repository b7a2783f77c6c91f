/** The test file that `gradgate check` gives to vitest: it loads the adapter and registers it. */
import { appendFileSync } from 'node:fs';
import { afterAll, inject, test } from 'vitest';
import { claimList } from '../../claims/index.ts';
import { claimsText } from '../../claims/needed-by.ts';
import { SubjectCrash } from '../call/subject-crash.ts';
import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { bugOf } from '../gate/run/bug-of.ts';
import { type GateOptions, isInRounds } from '../gate/run/gate-options.ts';
import { excusesSeen, type Probe, Prober, probes } from '../gate/run/probe.ts';
import { registerGate } from '../gate/run/register-gate.ts';
import { seeArithmetic } from '../gate/run/see-arithmetic.ts';
import { bounded } from './bounded.ts';
import type { Note } from './journal.ts';
import { lockProgress, resumable } from './keep-progress.ts';
import { keptIn, ownCorpus } from './kept-failures.ts';
import { loadSubject } from './load-subject.ts';
import { homeOf, type Owner, type Place } from './place.ts';
import { tokenHere } from './replay-command.ts';
import { showOnStderr } from './show-on-stderr.ts';
import type { ToLoad } from './to-load.ts';

declare module 'vitest' {
  interface ProvidedContext {
    gradgate: {
      readonly subject: ToLoad;
      readonly journal: string;
      readonly options: GateOptions;
      /** The command that asks a counterexample again, for its token to be put in. */
      readonly again: string;
      /** The file that every problem is told in. */
      readonly observe: string | undefined;
      /** Where problems that failed are kept; undefined, of the run's own. */
      readonly corpus: string | undefined;
      readonly probe: boolean;
      readonly resume: boolean;
      readonly place: Place;
      /** Who is asked, as the folder of its reports says it. */
      readonly asked: Owner['asked'];
    };
  }
}

const {
  subject: toLoad,
  journal,
  options,
  again,
  observe,
  corpus,
  probe,
  resume,
  place,
  asked,
} = inject('gradgate');

// For whoever interrupts the run: a subject that loops for ever does not hear a polite signal.
note({ worker: process.pid });
// Nobody hears it any more. What it started is ended with it.
process.once('disconnect', () => process.exit());

try {
  // To stderr: on stdout there may be a report that a program reads.
  const subject = await loadSubject(toLoad, { print: bounded(showOnStderr), watch: note });
  if (probe) tryClaims(subject);
  else
    registerGate(
      subject,
      { ...options, ...earlier(subject), ...observing(observe) },
      { note, replay },
    );
} catch (error) {
  stop(error);
  test('the subject loads', () => {
    throw error;
  });
}

/** A line for each problem. */
function observing(path: string | undefined): Pick<GateOptions, 'observe'> {
  if (path === undefined) return {};
  return { observe: (observation) => appendFileSync(path, `${JSON.stringify(observation)}\n`) };
}

/** The command that asks one counterexample again. */
function replay(token: string): string {
  return again.replace(tokenHere, token);
}

/**
 * The problems that earlier runs kept; of a run in rounds, what an earlier session did, too.
 * @throws GradgateError OPTION
 */
function earlier({ name, numberFormat }: Subject): Pick<GateOptions, 'resume' | 'kept'> {
  const folder = homeOf(place, { subject: name, numberFormat, asked });
  if (options.replay !== undefined) return {};
  const kept = keptIn(corpus ?? ownCorpus(folder));
  if (!isInRounds(options)) return { kept };
  lockProgress(folder, process.ppid);
  return { kept, ...defined({ resume: resume ? resumable(folder) : undefined }) };
}

/** Synchronously: messages to the parent wait for an event loop that a subject may block or end. */
function note(entry: Note): void {
  try {
    appendFileSync(journal, `${JSON.stringify(entry)}\n`);
  } catch (error) {
    showOnStderr(
      `${journal} cannot be written (${messageOf(error)}): nothing is judged any more.\n`,
    );
    process.exit();
  }
}

/** What is neither the request's fault nor the subject's is ours. */
function stop(error: unknown): void {
  const request = error instanceof GradgateError;
  const ending = request ? 'request' : error instanceof SubjectCrash ? 'not run' : 'bug';
  note({
    kind: 'stopped',
    ending,
    ...(ending === 'bug' ? bugOf(error) : { message: messageOf(error) }),
  });
}

function tryClaims(subject: Subject): void {
  afterAll(() => subject.dispose?.());
  // Of arrays that are copied on their way, nobody could tell whose they are.
  const local = claimList.filter((claim) => claim.local);
  const crosses = ({ claims }: Probe): boolean => !local.some(({ name }) => name in claims);
  const tried = toLoad.from === 'command' ? probes.filter(crosses) : probes;
  note({ toTry: tried.length });
  let prober = new Prober(subject, options.seed);
  test('arithmetic', { timeout: 0 }, async () => {
    try {
      const arithmetic = await seeArithmetic(subject);
      note({ inspected: arithmetic });
      if (!('unknown' in arithmetic)) {
        prober = new Prober(subject, options.seed, excusesSeen(arithmetic.claims));
      }
    } catch (error) {
      stop(error);
    }
  });
  for (const each of tried) {
    const words = claimsText(each.claims);
    test(words, { timeout: 0 }, async () => {
      note({ probing: words });
      try {
        note({ probed: await prober.try(each) });
      } catch (error) {
        stop(error);
      }
    });
  }
}
