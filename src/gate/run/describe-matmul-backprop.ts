import { checkSubject } from '../../contract/check-subject.ts';
import type { Subject } from '../../contract/subject.ts';
import type { JournalEntry } from '../../verdict/journal-entry.ts';
import type { GateOptions } from './gate-options.ts';
import { registerGate } from './register-gate.ts';

export type { GateOptions } from './gate-options.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What was noted down since the test before: the journal, where no file keeps it. */
    gradgate?: readonly JournalEntry[];
  }
}

/**
 * Registers the catalogue as vitest tests, one a property, in its order. The reporter of
 * `gradgate/reporter` makes a verdict of them. The subject shares the process with its judge: canaries
 * are judged before, halfway and after, and built-ins are looked at, but a subject that is hostile is
 * for `gradgate check`, where it has a thread of its own.
 * @throws GradgateError ADAPTER or OPTION, when the subject or an option is not as it should be
 */
export function describeMatmulBackprop(subject: Subject, options: GateOptions = {}): void {
  const noted: JournalEntry[] = [];
  registerGate(checkSubject(subject), options, {
    // Here nothing is heard before a test ends, and then what came of it is known.
    note: (entry) => void (entry.kind !== 'failing' && noted.push(entry)),
    taken: () => ({ gradgate: noted.splice(0) }),
  });
}
