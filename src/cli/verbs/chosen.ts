import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defined } from '../../defined.ts';
import { messageOf } from '../../errors.ts';
import type { Values } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { externalFrom, type subjectFlags } from './external-from.ts';
import type { Chosen } from './request.ts';

/** The subject that a request names: one file, or a command. @throws GradgateError OPTION */
export function chosen(
  positionals: readonly string[],
  values: Values<typeof subjectFlags>,
): Chosen {
  const [named] = positionals;
  if (positionals.length > 1) throw wrong('adapter', 'one', positionals.join(' '));
  const { command, ...timed } = externalFrom(values);
  const { browser } = values;
  if (browser && named === undefined) {
    throw wrong('--browser', 'only together with the file of an adapter', command ?? 'none');
  }
  if (command !== undefined) {
    if (named === undefined) return { from: 'command', command, ...timed };
    throw wrong('--command', 'not together with the file of an adapter', named);
  }
  if (named !== undefined) {
    return { from: 'module', named, path: existing(named), ...timed, ...defined({ browser }) };
  }
  if (timed.timeout === undefined) return { from: 'built-in' };
  throw wrong('--timeout', 'only together with an adapter', `${values.timeout} alone`);
}

function existing(named: string): string {
  const path = named.startsWith('file:') ? pathOf(named) : resolve(named);
  const found = look(path);
  if (found?.isFile()) return path;
  const kind = found?.isDirectory() ? 'a folder' : 'no plain file';
  const actual = found ? `which is ${kind}` : 'which does not exist';
  throw wrong('adapter', 'a file', `${named}, ${actual}`);
}

/** Nothing, where a path leads nowhere, or cannot be followed. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw wrong('adapter', 'a file, or the URL of one', `${url} (${messageOf(error)})`);
  }
}
