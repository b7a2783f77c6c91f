/** The test file that `gradgate check` gives to vitest: it loads the adapter and registers it. */
import { appendFileSync } from 'node:fs';
import { afterAll, inject, test } from 'vitest';
import { claimList } from '../../claims/index.ts';
import { checkSubject } from '../contract/check-subject.ts';
import type { Subject } from '../contract/subject.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { describeMatmulBackprop, type GateOptions } from '../gate/run/describe-matmul-backprop.ts';
import { type Probe, probes, tryClaim } from '../gate/run/probe.ts';
import { folderAt, type Place } from './folders.ts';
import { dropProgress, keepProgress, resumable } from './keep.ts';
import { version } from './version.ts';

declare module 'vitest' {
  interface ProvidedContext {
    gradgate: {
      readonly adapter: string;
      /** A command that speaks the protocol, instead of the adapter. */
      readonly external?: {
        readonly command: string;
        readonly timeout: number | undefined;
        /** As it was before vitest added variables of its own, which some libraries read. */
        readonly environment: Readonly<Record<string, string | undefined>>;
      };
      readonly journal: string;
      readonly options: GateOptions;
      readonly probe: boolean;
      readonly resume: boolean;
      readonly place: Place;
    };
  }
  interface TaskMeta {
    gradgateLoad?: { readonly code: 'request' | 'load'; readonly message: string };
  }
}

const { adapter, external, journal, options, probe, resume, place } = inject('gradgate');

// For whoever interrupts the run: a subject that loops for ever does not hear a polite signal.
note({ worker: process.pid });

try {
  const subject = external === undefined ? await imported() : await started(external);
  if (probe) tryClaims(subject);
  else if (options.for === undefined) describeMatmulBackprop(subject, options, note);
  else spendTime(subject);
} catch (error) {
  const message = messageOf(error);
  const code = error instanceof GradgateError ? 'request' : 'load';
  test('the subject loads', { meta: { gradgateLoad: { code, message } } }, () => {
    throw new Error(message);
  });
}

/** The subject that the adapter exports. @throws GradgateError ADAPTER, or what loading it throws */
async function imported(): Promise<Subject> {
  const module: { default?: unknown } = await import(adapter);
  return checkSubject(module.default);
}

/** The subject in a process of its own. @throws GradgateError ADAPTER; SubjectCrash */
async function started({
  command,
  timeout,
  environment,
}: NonNullable<typeof external>): Promise<Subject> {
  // Loaded only where it is needed: most of the time of a short run is loading.
  const { stdioSubject } = await import('../process/stdio-subject.ts');
  const told = timeout === undefined ? {} : { timeout };
  return stdioSubject(command, { ...told, environment, gradgate: version, watch: note });
}

/** Synchronously: messages to the parent wait for an event loop that a subject may block or end. */
function note(entry: object): void {
  appendFileSync(journal, `${JSON.stringify(entry)}\n`);
}

/** Registers the subject for a run that is given a time, and keeps what it has done. */
function spendTime(subject: Subject): void {
  const folder = folderAt(place, subject.name);
  const earlier = resume ? { resume: resumable(folder) } : {};
  describeMatmulBackprop(subject, { ...options, ...earlier }, (entry) => {
    if ('progress' in entry) keepProgress(folder, entry.progress);
    else note(entry);
  });
  if (!resume) dropProgress(folder);
  note({ keeping: folder });
}

function tryClaims(subject: Subject): void {
  afterAll(() => subject.dispose?.());
  // Of arrays that are copied on their way, nobody could tell whose they are.
  const local = claimList.filter((claim) => claim.local);
  const crosses = ({ claims }: Probe): boolean => !local.some(({ name }) => name in claims);
  const tried = external === undefined ? probes : probes.filter(crosses);
  for (const each of tried) {
    const words = JSON.stringify(each.claims);
    test(words, { timeout: 0 }, async () => {
      note({ probing: words });
      note({ probed: await tryClaim(subject, each, options.seed) });
    });
  }
}
