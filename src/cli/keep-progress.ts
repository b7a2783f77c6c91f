import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { replaceFiles } from '../report/replace-files.ts';
import type { Progress } from '../verdict/journal-entry.ts';
import { version } from './version.ts';

/** Progress as the file has it: only the version that wrote it can go on from there. */
interface Kept extends Progress {
  readonly gradgate: string;
}

const file = 'progress.json';

/** Keeps the progress of a run, beside its verdict. @throws Unwritten */
export function keepProgress(folder: string, progress: Progress): void {
  const kept: Kept = { gradgate: version, ...progress };
  replaceFiles(folder, { [file]: `${JSON.stringify(kept, null, 1)}\n` });
}

/** Takes away what another run kept there. */
export function dropProgress(folder: string): void {
  rmSync(join(folder, file), { force: true });
}

/** What an earlier session kept. @throws GradgateError OPTION, when this one cannot go on from it */
export function resumable(folder: string): Progress {
  const path = join(folder, file);
  const expected = `what a run with --for kept in ${path}`;
  const fix = 'Name the folder of that run with --out, or start without --resume.';
  const wrong = (actual: string): GradgateError =>
    new GradgateError('OPTION', { where: '--resume', expected, actual, fix });
  try {
    const { gradgate, run, properties }: Partial<Kept> = JSON.parse(readFileSync(path, 'utf8'));
    if (run === undefined || properties === undefined) throw wrong('another file');
    if (gradgate !== version) throw wrong(`that of gradgate ${gradgate}, which is not ${version}`);
    return { run, properties };
  } catch (error) {
    if (error instanceof GradgateError) throw error;
    throw wrong(`nothing that can be read (${messageOf(error)})`);
  }
}
