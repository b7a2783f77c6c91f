import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest, type TestModule, type Vitest } from 'vitest/node';
import { GradgateError, messageOf } from '../errors.ts';
import type { JournalEntry } from '../gate/describe.ts';
import { GradgateReporter } from '../report/reporter.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import type { Request } from './parse.ts';
import { version } from './version.ts';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Judges the subject of a request in a vitest run of its own. Resolves to the exit code. */
export async function check(request: Request): Promise<number> {
  if (request.out !== undefined) makeFolder(request.out);
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const journal = join(folder, 'journal.jsonl');
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
  const vitest = await start(request, { reporter, journal, cacheDir: folder });
  const code = interrupted ? exitCode.interrupted : codeOf(vitest, reporter);
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

interface Surroundings {
  readonly reporter: GradgateReporter;
  readonly journal: string;
  /** Of vitest, which otherwise keeps notes in the folder of this file. */
  readonly cacheDir: string;
}

async function start(
  request: Request,
  { reporter, journal, cacheDir }: Surroundings,
): Promise<Vitest> {
  const adapter = request.adapter ?? join(here, `built-in${extension}`);
  const config: Parameters<typeof startVitest>[2] = {
    config: false,
    root: here,
    include: [`suite${extension}`],
    exclude: [],
    watch: false,
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    reporters: request.reporter === undefined ? [reporter] : [reporter, request.reporter],
    provide: { gradgate: { adapter, journal, options: request.options } },
    // Our own compiled files need no transforming; the suite does, so that it can load TypeScript.
    server: {
      deps: { inline: [/cli\/suite\.js$/], external: [/\/dist\/(src|properties)\/(?!cli\/suite)/] },
    },
  };
  return startVitest('test', [], config, { cacheDir }).catch((error: unknown) => {
    if (request.reporter === undefined) throw error;
    throw new GradgateError('OPTION', {
      where: '--reporter',
      expected: 'the name of a reporter that vitest can load',
      actual: `${request.reporter} (${messageOf(error)})`,
      fix: 'Try junit, json or github-actions.',
    });
  });
}

function codeOf(vitest: Vitest, reporter: GradgateReporter): number {
  const failure = loadFailure(vitest.state.getTestModules());
  if (failure !== undefined) {
    console.error(failure.message);
    return failure.code === 'request' ? exitCode.request : exitCode['not run'];
  }
  const verdicts: Verdict[] = reporter.verdicts(true);
  const [verdict] = verdicts;
  if (verdict === undefined) {
    console.error(
      'The subject could not be run: its process ended before any property was judged.',
    );
    return exitCode['not run'];
  }
  return exitCode[verdict.conclusion];
}

function loadFailure(modules: readonly TestModule[]) {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  return tests.map((test) => test.meta().gradgateLoad).find((load) => load !== undefined);
}

/** What the worker noted down about properties. */
function readJournal(path: string): JournalEntry[] {
  return linesOf(path).filter((entry): entry is JournalEntry => !('worker' in entry));
}

/** Kills workers that may be busy with a subject, so that none is left behind. */
function endWorkers(path: string): void {
  for (const entry of linesOf(path)) {
    if ('worker' in entry) end(entry.worker);
  }
}

function end(worker: number): void {
  try {
    process.kill(worker, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The lines of the journal; a last one that was cut off is none. */
function linesOf(path: string): (JournalEntry | { readonly worker: number })[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** The line a person copies to see one failure again. */
function replayCommand({ named }: Request, token: string): string {
  return `npx gradgate check ${named === undefined ? '' : `${named} `}--replay ${token}`;
}

/** A subject's name as a folder: "tfjs 4.22.0 (wasm)" → "tfjs-4.22.0-wasm". */
function slug(subject: string): string {
  return basename(subject.replaceAll(/[^\w.]+/g, '-').replaceAll(/^[-.]+|-+$/g, '')) || 'subject';
}
