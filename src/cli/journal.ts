import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Probed } from '../gate/run/probe.ts';
import type { Started } from '../process/child.ts';
import { endStrays } from '../process/end-strays.ts';
import type { ArithmeticSeen } from '../verdict/arithmetic-seen.ts';
import type { JournalEntry } from '../verdict/journal-entry.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';

/** A line of the journal: about the run, about processes, about claims, or why nothing came of it. */
export type Note = JournalEntry | ProcessNote | ClaimNote | Stopped;

type ProcessNote = { readonly worker: number } | Started | { readonly gone: number };
type ClaimNote =
  | { readonly inspected: ArithmeticSeen }
  | { readonly toTry: number }
  | { readonly probing: string }
  | { readonly probed: Probed };

/** Why the worker could not go on: what it was given is wrong, does not load, or is not to blame. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly ending: 'request' | 'not run' | 'bug';
  readonly message: string;
  readonly stack?: string;
}

/** What a worker notes down while it runs, read from its file as it grows. */
export class Journal {
  readonly path: string;
  /** By which what a module starts is known. */
  readonly mark: string = randomUUID();
  /** The first reason why the worker could not go on. */
  stopped: Stopped | undefined;
  /** How the subject sums, before its claims were tried. */
  inspected: ArithmeticSeen | undefined;
  /** How many claims are to be tried, those that were, and the one that was being tried last. */
  toTry = 0;
  readonly probed: Probed[] = [];
  probing: string | undefined;
  readonly #processes: ProcessNote[] = [];
  #offset = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** What was noted down about the run since this was called last. */
  read(): JournalEntry[] {
    return this.#lines().flatMap((line) => noteIn(line).flatMap((note) => this.#sorted(note)));
  }

  /** Kills workers that may be busy with a subject, and its processes: none is left behind. */
  endWorkers(): void {
    this.read();
    for (const note of this.#processes) {
      if ('worker' in note) end(note.worker);
    }
    this.endChildren();
  }

  /** Kills what a worker started for a subject, or a module started, with all that these started. */
  endChildren(): void {
    this.read();
    const gone = new Set(this.#processes.flatMap((note) => ('gone' in note ? [note.gone] : [])));
    for (const note of this.#processes) {
      if (!('child' in note) || gone.has(note.child)) continue;
      end(-note.child); // a group, by its leader
      endStrays(note.mark);
    }
    endStrays(this.mark);
  }

  #sorted(note: Note): JournalEntry[] {
    if ('worker' in note || 'child' in note || 'gone' in note) this.#processes.push(note);
    else if ('inspected' in note) this.inspected = note.inspected;
    else if ('toTry' in note) this.toTry = note.toTry;
    else if ('probing' in note) this.probing = note.probing;
    else if ('probed' in note) {
      this.probed.push(note.probed);
      this.probing = undefined;
    } else if (note.kind === 'stopped') this.stopped ??= note;
    else return [note];
    return [];
  }

  /** New lines; a last one that is not whole yet is left for later. */
  #lines(): string[] {
    const text = readFrom(this.path, this.#offset);
    const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
    this.#offset += whole.length;
    return whole.toString().split('\n').slice(0, -1);
  }
}

/**
 * The note in a line: where a process was killed as it wrote, or another program wrote there, it is none.
 */
function noteIn(line: string): Note[] {
  try {
    const found = parseJson(line);
    // SAFETY: whatever is written there as an object, the worker wrote: a subject has not its path.
    return isObject(found) ? [found as unknown as Note] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The rest of a file; nothing, where there is none yet. */
function readFrom(path: string, offset: number): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const rest = Buffer.alloc(Math.max(0, fstatSync(file).size - offset));
    return rest.subarray(0, readSync(file, rest, 0, rest.length, offset));
  } finally {
    closeSync(file);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
