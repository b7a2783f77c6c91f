import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { GradgateReporter } from '../report/gradgate-reporter.ts';
import { exitCode } from './exit-code.ts';
import { folderAt, placeOf } from './folders.ts';
import { endChildren, endWorkers, keepingIn, readJournal } from './journal.ts';
import { countedIn } from './keep.ts';
import type { Request } from './parse.ts';
import { ProgressLine } from './progress.ts';
import { journalIn, loadFailure, passingFolder, startSuite } from './start.ts';
import { version } from './version.ts';

/** Judges the subject of a request in a vitest run of its own. Resolves to the exit code. */
export async function check(request: Request): Promise<number> {
  if (request.out !== undefined) makeFolder(request.out);
  const folder = passingFolder();
  const journal = journalIn(folder);
  const progress = new ProgressLine();
  const print = (line: string): void => {
    progress.clear();
    console.log(line);
  };
  const reporter = new GradgateReporter({
    version,
    journal: () => readJournal(journal),
    counted: () => countedIn(keepingIn(journal)),
    directoryOf: (subject) => folderAt(placeOf(request.out), subject),
    replayCommand: (token) => replayCommand(request, token),
    ...(request.reporter === undefined ? { print } : {}),
  });
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    progress.end();
    reporter.finish(false);
    endWorkers(journal); // which ends the run; the exit below is for a run that has none yet
    setTimeout(() => process.exit(exitCode.interrupted), 2000).unref();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const { for: total } = request.options;
  if (total !== undefined && request.reporter === undefined) {
    progress.show(total, () => shown(journal));
  }
  const vitest = await startSuite(request, reporter, folder);
  progress.end();
  const code = interrupted ? exitCode.interrupted : (loadFailure(vitest) ?? codeOf(reporter));
  await vitest.close();
  endChildren(journal); // of a worker that could not do so itself
  return code;
}

/** How far the run is, from what its worker left behind: it may be too busy to be asked. */
function shown(journal: string) {
  const started = readJournal(journal).flatMap((note) => ('started' in note ? [note.started] : []));
  const counts = Object.values(countedIn(keepingIn(journal)));
  return { property: started.at(-1), runs: counts.reduce((sum, { runs }) => sum + runs, 0) };
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
function replayCommand({ named, command }: Request, token: string): string {
  const quoted =
    command === undefined ? [] : ['--command', `'${command.replaceAll("'", "'\\''")}'`];
  const subject = named === undefined ? quoted : [named];
  return ['npx gradgate check', ...subject, '--replay', token].join(' ');
}
