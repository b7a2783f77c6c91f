import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf } from '../errors.ts';
import type { GateOptions } from '../gate/run/describe-matmul-backprop.ts';
import { isProfile, profiles } from '../gate/run/profiles.ts';
import { parseReplay } from '../gate/run/replay.ts';
import { type Init, parseInit } from './init.ts';
import { parseBudget } from './parse-budget.ts';
import { type External, parseCheckAdapter, parseExternal } from './parse-external.ts';
import { wrong } from './wrong.ts';

/** A request to judge a subject. */
export interface Request extends External {
  /** The adapter as it was named, for commands to print; nothing for the built-in reference. */
  readonly named?: string;
  readonly adapter?: string;
  readonly options: GateOptions;
  readonly out?: string;
  readonly reporter?: string;
  /** Try every claim instead of judging. */
  readonly probe?: boolean;
  /** Go on from what an earlier session kept. */
  readonly resume?: boolean;
  /** Make one verdict of these, instead of judging. */
  readonly merge?: readonly string[];
  /** Judge the results of a port in this file, instead of a subject. */
  readonly checkVectors?: string;
  /** Answer the problem on stdin, instead of judging. */
  readonly oracle?: boolean;
  /** Write the skeleton of an adapter, instead of judging one. */
  readonly init?: Init;
}

const flags = {
  profile: { type: 'string' },
  seed: { type: 'string' },
  runs: { type: 'string' },
  for: { type: 'string' },
  shard: { type: 'string' },
  resume: { type: 'boolean' },
  property: { type: 'string', multiple: true },
  out: { type: 'string' },
  replay: { type: 'string' },
  reporter: { type: 'string' },
  'probe-claims': { type: 'boolean' },
  serve: { type: 'boolean' },
  command: { type: 'string' },
  timeout: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What the command line asks for, or 'help'. @throws GradgateError OPTION */
export function parse(args: readonly string[]): Request | 'help' {
  const { values, positionals } = parseFlags(args);
  const [verb, named, ...rest] = positionals;
  if (values.help || verb === undefined || verb === 'help') return 'help';
  if (values.out === '') throw wrong('--out', 'a folder', 'nothing');
  const other = parseOther(verb, positionals.slice(1), values);
  if (other !== undefined) return other;
  if (rest.length > 0) throw wrong('adapter', 'one', positionals.slice(1).join(' '));
  const { profile, seed, runs, property, out, replay, reporter } = values;
  if (profile !== undefined && !isProfile(profile)) {
    throw wrong('--profile', Object.keys(profiles).join(', '), profile);
  }
  if (replay !== undefined) parseReplay(replay);
  if (replay !== undefined && property !== undefined) {
    throw wrong('--property', 'not together with --replay, which names one', property.join(' '));
  }
  const options: GateOptions = {
    ...(profile === undefined ? {} : { profile }),
    ...(seed === undefined ? {} : { seed: whole('--seed', seed, 0) }),
    ...(runs === undefined ? {} : { runs: whole('--runs', runs, 1) }),
    ...(property === undefined ? {} : { properties: property }),
    ...(replay === undefined ? {} : { replay }),
    ...parseBudget(values),
  };
  return {
    ...(named === undefined ? {} : { named, adapter: existing(named) }),
    ...parseExternal(values, named),
    ...(out === undefined ? {} : { out: resolve(out) }),
    ...(reporter === undefined ? {} : { reporter }),
    ...(values['probe-claims'] ? { probe: true } : {}),
    ...(values.resume ? { resume: true } : {}),
    options,
  };
}

/** A request for something else than to judge; nothing for `check`. */
function parseOther(verb: string, rest: readonly string[], values: Values): Request | undefined {
  if (verb === 'check') return undefined;
  if (verb === 'check-adapter') return { ...parseCheckAdapter(rest, values), options: {} };
  if (verb === 'init') return { init: parseInit(rest, values), options: {} };
  if (verb === 'check-vectors') return parseCheckVectors(rest, values);
  if (verb === 'oracle') return parseOracle(rest, values);
  if (verb === 'merge') return parseMerge(rest, values);
  throw wrong('command', 'check, check-adapter, check-vectors, init, oracle or merge', verb);
}

function parseMerge(paths: readonly string[], { out, ...others }: Values): Request {
  if (paths.length === 0) throw wrong('merge', 'verdicts, or folders of them', 'none');
  const [other] = Object.keys(others);
  if (other !== undefined) throw wrong(`--${other}`, 'no option but --out with merge', 'it');
  return { ...(out === undefined ? {} : { out: resolve(out) }), merge: paths, options: {} };
}

function parseCheckVectors(paths: readonly string[], options: Values): Request {
  const [path, ...rest] = paths;
  if (path === undefined || rest.length > 0) {
    throw wrong('check-vectors', 'one file of results', paths.join(' ') || 'none');
  }
  refuseOptions('check-vectors', options);
  return { checkVectors: path, options: {} };
}

function parseOracle([extra]: readonly string[], { serve, ...others }: Values): Request {
  if (extra !== undefined) throw wrong('oracle', 'a problem on stdin and no file', extra);
  refuseOptions('oracle', others);
  return serve ? { serve, options: {} } : { oracle: true, options: {} };
}

function refuseOptions(verb: string, options: Values): void {
  const [option] = Object.keys(options);
  if (option !== undefined) throw wrong(`--${option}`, `no option with ${verb}`, 'it');
}

type Values = ReturnType<typeof parseFlags>['values'];

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    throw wrong('options', 'those that gradgate --help lists', messageOf(error));
  }
}

function existing(named: string): string {
  const path = named.startsWith('file:') ? fileURLToPath(named) : resolve(named);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return path;
  const actual = found ? 'which is a folder' : 'which does not exist';
  throw wrong('adapter', 'a file', `${named}, ${actual}`);
}

function whole(where: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 2 ** 31 - 1) {
    throw wrong(where, `a whole number from ${least} to 2147483647`, JSON.stringify(text));
  }
  return value;
}
