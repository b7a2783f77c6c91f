/** Tests that were registered, and are run without vitest, for tests of what they do. */
import type { TestContext } from 'vitest';
import type { Subject } from '../../contract/subject.ts';
import type { JournalEntry } from '../../verdict/journal-entry.ts';
import type { GateOptions } from './gate-options.ts';
import { type Registered, recorded } from './recording.test-setup.ts';
import { registerGate } from './register-gate.ts';

/** What is registered of a run; `here` is in the process of the subject, as in a user's own tests. */
export function registered(subject: Subject, options: GateOptions, { here = false } = {}) {
  const noted: JournalEntry[] = [];
  const all = recorded(() =>
    registerGate(subject, options, {
      note: (entry) => void noted.push(entry),
      ...(here && { taken: () => ({ gradgate: noted.splice(0) }) }),
      replay: (token) => `again ${token}`,
    }),
  );
  const run = async (): Promise<Ended[]> => {
    const ends = [];
    for (const each of all.tests) ends.push(await ran(each));
    return ends;
  };
  return { ...all, noted, all: run, titles: all.tests.map(({ title }) => title) };
}

/** How one test ended, and what it took along. */
export interface Ended {
  readonly title: string;
  readonly ended: string;
  readonly meta: { readonly gradgate?: readonly unknown[] };
}

class Skipped extends Error {}

/** Runs a test once, or again with the same task. */
export async function ran(
  { title, options, body }: Registered,
  task: { meta: object } = { meta: { ...options.meta } },
): Promise<Ended> {
  const skip = (note: string): never => {
    throw new Skipped(note);
  };
  // SAFETY: nothing else of a context is used.
  const context = { task, skip } as unknown as TestContext;
  try {
    await body(context);
    return { title, ended: 'passed', meta: task.meta };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const ended = error instanceof Skipped ? `skipped: ${words}` : `failed: ${words}`;
    return { title, ended, meta: task.meta };
  }
}
