import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { GradgateReporter } from '../report/reporter.ts';
import { exitCode } from './exit-code.ts';
import { endWorkers, readJournal } from './journal.ts';
import type { Request } from './parse.ts';
import { journalIn, loadFailure, passingFolder, startSuite } from './start.ts';
import { version } from './version.ts';

/** Judges the subject of a request in a vitest run of its own. Resolves to the exit code. */
export async function check(request: Request): Promise<number> {
  if (request.out !== undefined) makeFolder(request.out);
  const folder = passingFolder();
  const journal = journalIn(folder);
  const reporter = new GradgateReporter({
    version,
    journal: () => readJournal(journal),
    directoryOf: (subject) => request.out ?? resolve('reports', 'runs', slug(subject)),
    replayCommand: (token) => replayCommand(request, token),
    ...(request.reporter === undefined ? { print: (line: string) => console.log(line) } : {}),
  });
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    reporter.finish(false);
    endWorkers(journal); // which ends the run; the exit below is for a run that has none yet
    setTimeout(() => process.exit(exitCode.interrupted), 2000).unref();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const vitest = await startSuite(request, reporter, folder);
  const code = interrupted ? exitCode.interrupted : (loadFailure(vitest) ?? codeOf(reporter));
  await vitest.close();
  return code;
}

/** @throws GradgateError OPTION, when nothing can be written there */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    rmSync(mkdtempSync(join(path, '.gradgate-')), { recursive: true });
  } catch (error) {
    throw new GradgateError('OPTION', {
      where: '--out',
      expected: 'a folder that can be written to',
      actual: `${path} (${messageOf(error)})`,
      fix: 'Name another one.',
    });
  }
}

function codeOf(reporter: GradgateReporter): number {
  const [verdict] = reporter.verdicts(true);
  if (verdict !== undefined) return exitCode[verdict.conclusion];
  console.error('The subject could not be run: its process ended before any property was judged.');
  return exitCode['not run'];
}

/** The line a person copies to see one failure again. */
function replayCommand({ named }: Request, token: string): string {
  return `npx gradgate check ${named === undefined ? '' : `${named} `}--replay ${token}`;
}

/** A subject's name as a folder: "tfjs 4.22.0 (wasm)" → "tfjs-4.22.0-wasm". */
function slug(subject: string): string {
  return basename(subject.replaceAll(/[^\w.]+/g, '-').replaceAll(/^[-.]+|-+$/g, '')) || 'subject';
}
