import { existsSync, readFileSync } from 'node:fs';
import type { JournalEntry } from '../gate/run/describe-matmul-backprop.ts';
import type { Probed } from '../gate/run/probe.ts';
import type { Started } from '../process/child.ts';
import { endStrays } from '../process/end-strays.ts';

type Note =
  | JournalEntry
  | { readonly worker: number }
  | Started
  | { readonly gone: number }
  | { readonly keeping: string }
  | { readonly probing: string }
  | { readonly probed: Probed };

/** What the worker noted down about properties. */
export function readJournal(path: string): JournalEntry[] {
  return notesIn(path).filter(
    (note): note is JournalEntry => 'started' in note || 'judged' in note,
  );
}

/** The folder in which the worker keeps its progress; none, when it keeps none. */
export function keepingIn(path: string): string | undefined {
  return notesIn(path).flatMap((note) => ('keeping' in note ? [note.keeping] : []))[0];
}

/** What the worker noted down about claims, and the claim it was at when it ended. */
export function readProbed(path: string): { probed: Probed[]; last: string | undefined } {
  const notes = notesIn(path);
  const end = notes.at(-1);
  return {
    probed: notes.flatMap((note) => ('probed' in note ? [note.probed] : [])),
    last: end !== undefined && 'probing' in end ? end.probing : undefined,
  };
}

/** Kills workers that may be busy with a subject, and its processes, so that none is left behind. */
export function endWorkers(path: string): void {
  for (const note of notesIn(path)) {
    if ('worker' in note) end(note.worker);
  }
  endChildren(path);
}

/** Kills the processes that a worker started for a subject, with all that these have started. */
export function endChildren(path: string): void {
  const notes = notesIn(path);
  const gone = new Set(notes.flatMap((note) => ('gone' in note ? [note.gone] : [])));
  for (const note of notes) {
    if (!('child' in note) || gone.has(note.child)) continue;
    end(-note.child); // a group, by its leader
    endStrays(note.mark);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The lines of the journal; a last one that was cut off is none. */
function notesIn(path: string): Note[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
