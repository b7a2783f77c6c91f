import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import type { Reporter } from 'vitest/node';
import { startVitest, type Vitest } from 'vitest/node';
import { defined } from '../defined.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { temporaryFolder } from '../process/temporary-folder.ts';
import { askedOf } from './asked-of.ts';
import { exitCode } from './exit-code.ts';
import { Journal } from './journal.ts';
import { placeOf } from './place.ts';
import { replayCommand, tokenHere } from './replay-command.ts';
import { complain } from './say.ts';
import { Unsuited } from './surroundings.ts';
import { toLoad } from './to-load.ts';
import type { CheckRequest, ProbeRequest, Reporting } from './verbs/request.ts';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The journal of a run, in a folder that is gone when the command ends. */
export function newJournal(): Journal {
  const folder = temporaryFolder('gradgate-');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return new Journal(join(folder, 'journal.jsonl'));
}

/** Runs the suite on the subject of a request, in a worker of its own. @throws GradgateError OPTION */
export async function startSuite(
  request: CheckRequest | ProbeRequest,
  reporter: Reporter,
  journal: Journal,
): Promise<Vitest> {
  checkPlace(here);
  const others = othersIn(request);
  const config: Parameters<typeof startVitest>[2] = {
    config: false,
    root: here,
    include: [`suite${extension}`],
    exclude: [],
    watch: false,
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    reporters: [reporter, ...others.map(asOfVitest)],
    provide: { gradgate: provided(request, journal) },
    // From source, as tests start it, what was transformed once is kept.
    ...(extension === '.ts' && { experimental: { fsModuleCache: true } }),
    // Our own compiled files need no transforming; the suite does, as vitest's tests are its modules.
    server: {
      deps: { inline: [/cli\/suite\.js$/], external: [/\/dist\/(src|properties)\/(?!cli\/suite)/] },
    },
  };
  // vite would otherwise keep notes in the folder of this file, and miss maps that are not shipped.
  const vite = { cacheDir: dirname(journal.path), logLevel: 'error' } as const;
  return startVitest('test', [], config, vite).catch((error: unknown) => {
    if (others.length === 0) throw error;
    throw new GradgateError('OPTION', {
      where: '--reporter',
      expected: 'the name of a reporter that vitest can load',
      actual: `${others.map(({ name }) => name).join(', ')} (${messageOf(error)})`,
      fix: 'Try junit, json or github-actions.',
    });
  });
}

/** The reporters of vitest's; the command is itself the other two. */
function othersIn(request: CheckRequest | ProbeRequest): readonly Reporting[] {
  if (request.verb === 'probe') return [];
  return request.reporters.filter(({ name }) => !['console', 'github-actions'].includes(name));
}

/** vitest 5 would otherwise have files of its own, beside this one. */
function asOfVitest({ name, file }: Reporting): [string, Record<string, unknown>] {
  return [name, file === undefined ? { stdout: true } : { outputFile: file }];
}

/** What the suite is told. */
function provided(
  request: CheckRequest | ProbeRequest,
  { path, mark }: Journal,
): ProvidedContext['gradgate'] {
  const { subject, options } = request;
  const isProbe = request.verb === 'probe';
  return {
    ...{ subject: toLoad(subject, mark), journal: path, options, probe: isProbe },
    ...{
      resume: !isProbe && request.resume,
      place: placeOf(isProbe ? undefined : request.out),
      asked: askedOf(subject),
      corpus: isProbe ? undefined : request.corpus,
      observe: isProbe ? undefined : request.observe,
      again: isProbe ? '' : replayCommand(subject, tokenHere, request.options),
    },
  };
}

/** @throws Unsuited, where vite loads nothing from our own folder */
function checkPlace(folder: string): void {
  if (!/[#?]/.test(folder)) return;
  const why = 'which has # or ? in its path: vite loads nothing from there';
  throw new Unsuited(`gradgate is installed in ${folder}, ${why}. Install it elsewhere.`);
}

/**
 * Says why the worker could not go on, and returns the exit code for it; nothing, when it could.
 * @throws Error, of our own bug
 */
export function stopOf({ stopped }: Journal): number | undefined {
  if (stopped === undefined) return undefined;
  const { ending, message, stack } = stopped;
  if (ending === 'bug') throw Object.assign(new Error(message), defined({ stack }));
  complain(message);
  return exitCode[ending];
}
