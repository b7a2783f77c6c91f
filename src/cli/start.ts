import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter } from 'vitest/node';
import { startVitest, type TestModule, type Vitest } from 'vitest/node';
import { GradgateError, messageOf } from '../errors.ts';
import { exitCode } from './exit-code.ts';
import { placeOf } from './folders.ts';
import type { Request } from './parse.ts';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** A folder that is gone when the command ends. */
export function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The journal of a run that keeps its notes in `folder`. */
export function journalIn(folder: string): string {
  return join(folder, 'journal.jsonl');
}

/** Runs the suite on the subject of a request, in a worker of its own. @throws GradgateError OPTION */
export function startSuite(request: Request, reporter: Reporter, folder: string): Promise<Vitest> {
  const adapter = request.adapter ?? join(here, `built-in${extension}`);
  const { options, probe = false, resume = false, command, timeout } = request;
  const environment = { ...process.env };
  const external = command === undefined ? {} : { external: { command, timeout, environment } };
  const place = placeOf(request.out);
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
    provide: {
      gradgate: { adapter, ...external, journal: journalIn(folder), options, probe, resume, place },
    },
    // Our own compiled files need no transforming; the suite does, so that it can load TypeScript.
    server: {
      deps: { inline: [/cli\/suite\.js$/], external: [/\/dist\/(src|properties)\/(?!cli\/suite)/] },
    },
  };
  // vitest would otherwise keep notes in the folder of this file.
  return startVitest('test', [], config, { cacheDir: folder }).catch((error: unknown) => {
    if (request.reporter === undefined) throw error;
    throw new GradgateError('OPTION', {
      where: '--reporter',
      expected: 'the name of a reporter that vitest can load',
      actual: `${request.reporter} (${messageOf(error)})`,
      fix: 'Try junit, json or github-actions.',
    });
  });
}

/** Says why the subject did not load, and the exit code for it; nothing, when it did. */
export function loadFailure(vitest: Vitest): number | undefined {
  const failure = vitest.state.getTestModules().flatMap(loads)[0];
  if (failure === undefined) return undefined;
  console.error(failure.message);
  return failure.code === 'request' ? exitCode.request : exitCode['not run'];
}

function loads({ children }: TestModule) {
  const all = [...children.allTests()].map((test) => test.meta().gradgateLoad);
  return all.filter((load) => load !== undefined);
}
