/** The test file that `gradgate check` gives to vitest: it loads the adapter and registers it. */
import { appendFileSync } from 'node:fs';
import { afterAll, inject, test } from 'vitest';
import { GradgateError, messageOf } from '../errors.ts';
import { describeMatmulBackprop, type GateOptions } from '../gate/describe.ts';
import { probes, tryClaim } from '../gate/probe.ts';
import { checkSubject } from '../subject/check-subject.ts';
import type { Subject } from '../subject/subject.ts';

declare module 'vitest' {
  interface ProvidedContext {
    gradgate: {
      readonly adapter: string;
      readonly journal: string;
      readonly options: GateOptions;
      readonly probe: boolean;
    };
  }
  interface TaskMeta {
    gradgateLoad?: { readonly code: 'request' | 'load'; readonly message: string };
  }
}

const { adapter, journal, options, probe } = inject('gradgate');

// For whoever interrupts the run: a subject that loops for ever does not hear a polite signal.
note({ worker: process.pid });

try {
  const module: { default?: unknown } = await import(adapter);
  const subject = checkSubject(module.default);
  if (probe) tryClaims(subject);
  else describeMatmulBackprop(subject, options, note);
} catch (error) {
  const message = messageOf(error);
  const code = error instanceof GradgateError ? 'request' : 'load';
  test('the subject loads', { meta: { gradgateLoad: { code, message } } }, () => {
    throw new Error(message);
  });
}

/** Synchronously: messages to the parent wait for an event loop that a subject may block or end. */
function note(entry: object): void {
  appendFileSync(journal, `${JSON.stringify(entry)}\n`);
}

function tryClaims(subject: Subject): void {
  afterAll(() => subject.dispose?.());
  for (const each of probes) {
    const words = JSON.stringify(each.claims);
    test(words, { timeout: 0 }, async () => {
      note({ probing: words });
      note({ probed: await tryClaim(subject, each, options.seed) });
    });
  }
}
