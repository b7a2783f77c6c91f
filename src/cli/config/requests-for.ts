import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GradgateError } from '../../errors.ts';
import { type Flags, type Given, readFlags } from '../flags.ts';
import { knownName } from '../known/known-file.ts';
import { parse } from '../parse.ts';
import { check } from '../verbs/check.ts';
import type { Request } from '../verbs/request.ts';
import { advising, wrong } from '../wrong.ts';
import { argsOf, type Options } from './args-of.ts';
import { type Loaded, loadConfig } from './load-config.ts';

/** What a person asks for once: none of it stands in a configuration. */
const once = ['config', 'no-config', 'print-config', 'update-known', 'replay', 'probe-claims'];

/** The options that may stand in a configuration. */
export const configurable: Flags = Object.fromEntries(
  Object.entries(check.flags).filter(([name]) => !once.includes(name)),
);

type Values = Given<typeof check.flags>['values'];

/**
 * What a command line asks for: one request, or of `check` one for each subject of the configuration. What the
 * command line says counts before what a subject says there, and that before what is said for all. A problem that
 * is asked again, and claims that are tried, are asked for by the command line alone.
 * @throws GradgateError OPTION
 */
export async function requestsFor(args: readonly string[]): Promise<readonly Request[]> {
  const [name, ...own] = args;
  if (name !== check.name || own.some((arg) => ['--help', '-h'].includes(arg)))
    return [parse(args)];
  const { positionals, values } = advising('gradgate check --help', () =>
    readFlags(own, check.flags),
  );
  const { config: named, 'no-config': none } = values as { config?: string; 'no-config'?: true };
  if (named !== undefined && none === true)
    throw wrong('--config', 'none together with no-config', 'it');
  const alone = none || ['replay', 'probe-claims'].some((flag) => flag in values);
  const config = alone
    ? undefined
    : await loadConfig(typeof named === 'string' ? named : undefined);
  if (config === undefined) return [withKnown(parse(args), resolve(knownName))];
  const isNamed = positionals.length > 0 || 'command' in values;
  const requests = subjectsIn(config, isNamed).map((options) => {
    const open = without(options, values, isNamed);
    const rest = argsOf(open, config, configurable);
    const parsed = naming(config, open, () => parse([name, ...rest, ...own]));
    const request = withKnown(parsed, resolve(config.folder, knownName));
    if (request.verb !== 'check') return request;
    return { ...request, config: join(config.folder, config.name) };
  });
  checkApart(requests);
  return requests;
}

/** What `work` returns. An error about an option of the configuration says that it stands there. */
function naming<T>({ name }: Loaded, options: Options, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GradgateError)) throw error;
    const option = error.mismatch.where.replace(/^--/, '');
    if (!Object.hasOwn(options, option)) throw error;
    throw new GradgateError(error.code, { ...error.mismatch, where: `${name}, ${option}` });
  }
}

/** The file of known failures that is there, where none is named; the one to be written, where there is none. */
function withKnown(request: Request, known: string): Request {
  if (request.verb !== 'check' || request.known !== undefined) return request;
  if (request.options.replay !== undefined) return request; // one problem is asked, known or not
  return request.updateKnown || existsSync(known) ? { ...request, known } : request;
}

/** @throws GradgateError OPTION, where what one subject writes would replace what another did */
function checkApart(requests: readonly Request[]): void {
  const checks = requests.flatMap((request) => (request.verb === 'check' ? [request] : []));
  if (checks.length < 2) return;
  for (const name of ['out', 'observe'] as const) {
    const paths = checks.flatMap((request) => request[name] ?? []);
    const twice = paths.find((path, place) => paths.indexOf(path) !== place);
    if (twice !== undefined) throw wrong(`--${name}`, 'another one for each subject', twice);
  }
  if (checks.some(({ prints }) => prints === 'json')) {
    throw wrong('--json', 'one subject', `${checks.length} of them`);
  }
}

/** What is said for all, and of each; of a subject that the command line names, what is said for all alone. */
function subjectsIn({ options, subjects }: Loaded, isNamed: boolean): readonly Options[] {
  if (isNamed || subjects.length === 0) return [options];
  return subjects.map((subject) => ({ ...options, ...subject }));
}

function without(options: Options, values: Values, isNamed: boolean): Options {
  const subject = ['adapter', 'command', 'browser'];
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => {
      return !(name in values) && !(isNamed && subject.includes(name));
    }),
  );
}
