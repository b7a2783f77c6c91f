import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest, type TestModule, type Vitest } from 'vitest/node';
import { GradgateReporter } from '../report/reporter.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import type { Request } from './parse.ts';
import { version } from './version.ts';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Judges the subject of a request in a vitest run of its own. Resolves to the exit code. */
export async function check(request: Request): Promise<number> {
  const reporter = new GradgateReporter({
    version,
    directoryOf: (subject) => request.out ?? resolve('reports', 'runs', slug(subject)),
    replayCommand: (token) => replayCommand(request, token),
    ...(request.reporter === undefined ? { print: (line: string) => console.log(line) } : {}),
  });
  const interrupt = (): void => {
    reporter.finish(false);
    process.exit(exitCode.interrupted);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const vitest = await start(request, reporter);
  const code = codeOf(vitest, reporter);
  await vitest.close();
  return code;
}

async function start(request: Request, reporter: GradgateReporter): Promise<Vitest> {
  const adapter = request.adapter ?? join(here, `built-in${extension}`);
  return startVitest('test', [], {
    config: false,
    root: here,
    include: [`suite${extension}`],
    exclude: [],
    watch: false,
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    reporters: request.reporter === undefined ? [reporter] : [reporter, request.reporter],
    provide: { gradgate: { adapter, options: request.options } },
    server: { deps: { external: [/\/dist\/(src|properties)\//] } },
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

/** The line a person copies to see one failure again. */
function replayCommand({ named }: Request, token: string): string {
  return `npx gradgate check ${named === undefined ? '' : `${named} `}--replay ${token}`;
}

/** A subject's name as a folder: "tfjs 4.22.0 (wasm)" → "tfjs-4.22.0-wasm". */
function slug(subject: string): string {
  return basename(subject.replaceAll(/[^\w.]+/g, '-').replaceAll(/^[-.]+|-+$/g, '')) || 'subject';
}
