import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { conclusion } from '../report/console.ts';
import { writeReport } from '../report/write-report.ts';
import { mergeVerdicts } from '../verdict/merge-verdicts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import { Lost } from './lost.ts';
import { folderAt, placeOf } from './place.ts';

/** Makes one verdict of those of several shards. Returns the exit code of what it concludes. */
export function merge(paths: readonly string[], out?: string): number {
  const named = paths.map((path) => ({ path, verdict: read(path) }));
  const verdict = mergeVerdicts(named);
  const replay = (token: string): string => `npx gradgate check <adapter> --replay ${token}`;
  // Beside the folder of the subject: a shard may have its own verdict there.
  const folder = out ?? `${folderAt(placeOf(undefined), verdict.run.subject)}-merged`;
  console.log(conclusion(verdict, replay));
  const lost = new Lost();
  lost.guard(() => writeReport(folder, verdict, { kind: 'run', replayCommand: replay }));
  return lost.any ? exitCode.unwritten : exitCode[verdict.conclusion];
}

/** @throws GradgateError OPTION, when there is no verdict */
function read(path: string): Verdict {
  const wrong = (actual: string): GradgateError =>
    new GradgateError('OPTION', {
      where: 'merge',
      expected: `a verdict.json, or the folder of one, at ${path}`,
      actual,
      fix: 'Name what gradgate check wrote.',
    });
  try {
    const isFolder = statSync(path).isDirectory();
    const found = JSON.parse(readFileSync(isFolder ? join(path, 'verdict.json') : path, 'utf8'));
    if (isVerdict(found)) return found;
    throw wrong('another file, or that of another version');
  } catch (error) {
    throw error instanceof GradgateError ? error : wrong(messageOf(error));
  }
}

/** The rest of the file is taken at its word. */
function isVerdict(found: Partial<Verdict> | null): found is Verdict {
  return found?.version === 3 && typeof found.run === 'object' && Array.isArray(found.properties);
}
