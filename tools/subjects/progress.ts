/** How far the last run came, so that `--resume` goes on with what is left. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the targets that were done were done with: another seed or profile begins anew. */
export interface Asked {
  readonly profile: string;
  readonly seed: number;
}

/** Notes of a run, in a file that is not committed. */
export class Progress {
  private readonly path: string;
  private readonly asked: Asked;
  private readonly done: Set<string>;

  constructor(path: string, asked: Asked, resume: boolean) {
    this.path = path;
    this.asked = asked;
    this.done = new Set(resume ? noted(path, asked) : []);
  }

  /** Whether the run that is resumed did it. */
  has(key: string): boolean {
    return this.done.has(key);
  }

  /** Notes it at once: what was done outlives an interruption. */
  note(key: string): void {
    this.done.add(key);
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify({ ...this.asked, done: [...this.done] }));
  }
}

function noted(path: string, { profile, seed }: Asked): string[] {
  if (!existsSync(path)) return [];
  const notes = JSON.parse(readFileSync(path, 'utf8'));
  return notes.profile === profile && notes.seed === seed ? notes.done : [];
}
