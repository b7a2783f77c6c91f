import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../verdict/verdict.ts';
import { markdown } from './markdown.ts';

/** Writes verdict.json and report.md into `directory`, at once, so that an interrupt cannot cut it. */
export function writeReport(
  directory: string,
  verdict: Verdict,
  replayCommand: (token: string) => string,
): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'verdict.json'), `${JSON.stringify(verdict, null, 1)}\n`);
  writeFileSync(join(directory, 'report.md'), markdown(verdict, replayCommand));
}
