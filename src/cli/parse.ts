import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GradgateError, messageOf } from '../errors.ts';
import type { GateOptions } from '../gate/describe.ts';
import { isProfile, profiles } from '../gate/profiles.ts';
import { parseReplay } from '../gate/replay.ts';

/** A request to judge a subject. */
export interface Request {
  /** The adapter as it was named, for commands to print; nothing for the built-in reference. */
  readonly named?: string;
  readonly adapter?: string;
  readonly options: GateOptions;
  readonly out?: string;
  readonly reporter?: string;
  /** Try every claim instead of judging. */
  readonly probe?: boolean;
}

const flags = {
  profile: { type: 'string' },
  seed: { type: 'string' },
  runs: { type: 'string' },
  property: { type: 'string', multiple: true },
  out: { type: 'string' },
  replay: { type: 'string' },
  reporter: { type: 'string' },
  'probe-claims': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** What the command line asks for, or 'help'. @throws GradgateError OPTION */
export function parse(args: readonly string[]): Request | 'help' {
  const { values, positionals } = parseFlags(args);
  const [verb, named, ...rest] = positionals;
  if (values.help || verb === undefined || verb === 'help') return 'help';
  if (verb !== 'check') throw wrong('command', 'check', verb);
  if (rest.length > 0) throw wrong('adapter', 'one', positionals.slice(1).join(' '));
  const { profile, seed, runs, property, out, replay, reporter } = values;
  if (profile !== undefined && !isProfile(profile)) {
    throw wrong('--profile', Object.keys(profiles).join(', '), profile);
  }
  if (replay !== undefined) parseReplay(replay);
  if (replay !== undefined && property !== undefined) {
    throw wrong('--property', 'not together with --replay, which names one', property.join(' '));
  }
  if (out === '') throw wrong('--out', 'a folder', 'nothing');
  const options: GateOptions = {
    ...(profile === undefined ? {} : { profile }),
    ...(seed === undefined ? {} : { seed: whole('--seed', seed, 0) }),
    ...(runs === undefined ? {} : { runs: whole('--runs', runs, 1) }),
    ...(property === undefined ? {} : { properties: property }),
    ...(replay === undefined ? {} : { replay }),
  };
  return {
    ...(named === undefined ? {} : { named, adapter: existing(named) }),
    ...(out === undefined ? {} : { out: resolve(out) }),
    ...(reporter === undefined ? {} : { reporter }),
    ...(values['probe-claims'] ? { probe: true } : {}),
    options,
  };
}

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

function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('OPTION', { where, expected, actual, fix: 'See gradgate --help.' });
}
