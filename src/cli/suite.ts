/** The test file that `gradgate check` gives to vitest: it loads the adapter and registers it. */
import { appendFileSync } from 'node:fs';
import { inject, test } from 'vitest';
import { GradgateError, messageOf } from '../errors.ts';
import { describeMatmulBackprop, type GateOptions } from '../gate/describe.ts';
import { checkSubject } from '../subject/check-subject.ts';

declare module 'vitest' {
  interface ProvidedContext {
    gradgate: { readonly adapter: string; readonly journal: string; readonly options: GateOptions };
  }
  interface TaskMeta {
    gradgateLoad?: { readonly code: 'request' | 'load'; readonly message: string };
  }
}

const { adapter, journal, options } = inject('gradgate');

// For whoever interrupts the run: a subject that loops for ever does not hear a polite signal.
appendFileSync(journal, `${JSON.stringify({ worker: process.pid })}\n`);

try {
  const module: { default?: unknown } = await import(adapter);
  // Synchronously: messages to the parent wait for an event loop that a subject may block or end.
  describeMatmulBackprop(checkSubject(module.default), options, (entry) =>
    appendFileSync(journal, `${JSON.stringify(entry)}\n`),
  );
} catch (error) {
  const message = messageOf(error);
  const code = error instanceof GradgateError ? 'request' : 'load';
  test('the subject loads', { meta: { gradgateLoad: { code, message } } }, () => {
    throw new Error(message);
  });
}
