/** What came of one run, as the report needs it; it is kept, so that a later run may do some only. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../src/verdict/verdict.ts';

export type Outcome = NotRun | Judged;

export interface NotRun {
  readonly kind: 'not run';
  readonly why: string;
}

export interface Judged {
  readonly kind: 'judged';
  readonly seconds: number;
  readonly verdict: Verdict;
}

const file = 'outcome.json';

export function keepOutcome(folder: string, outcome: Outcome): void {
  writeFileSync(join(folder, file), `${JSON.stringify(outcome, null, 1)}\n`);
}

/** Of the last run into this folder. */
export function keptOutcome(folder: string): Outcome {
  const path = join(folder, file);
  if (!existsSync(path)) return { kind: 'not run', why: 'it was not asked for' };
  return JSON.parse(readFileSync(path, 'utf8'));
}
