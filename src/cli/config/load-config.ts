import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf } from '../../errors.ts';
import { isObject } from '../../wire/is-object.ts';
import { wrong } from '../wrong.ts';
import type { Options, Source } from './args-of.ts';

/** What it may be called; the first in a folder counts. */
const names = ['ts', 'mts', 'js', 'mjs'].map((extension) => `gradgate.config.${extension}`);

/** A configuration as it was read. */
export interface Loaded extends Source {
  readonly options: Options;
  /** One of each subject; none, where it names a single one, or leaves it to the command line. */
  readonly subjects: readonly Options[];
}

/** The configuration of that name, or the nearest in this folder or above it. @throws GradgateError OPTION */
export async function loadConfig(named?: string): Promise<Loaded | undefined> {
  if (named !== undefined && !existsSync(named)) {
    throw wrong('--config', 'a file', `${named}, which does not exist`);
  }
  const path = named === undefined ? nearestFrom(process.cwd()) : resolve(named);
  return path === undefined ? undefined : read(path);
}

function nearestFrom(folder: string): string | undefined {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  const above = dirname(folder);
  return found ?? (above === folder ? undefined : nearestFrom(above));
}

async function read(path: string): Promise<Loaded> {
  const name = basename(path);
  const config = await defaultExport(path, name);
  if (!isObject(config)) throw wrong(name, 'an object as its default export', String(config));
  const { subjects, ...options } = config;
  if (subjects === undefined) return { name, folder: dirname(path), options, subjects: [] };
  // None would have the built-in subject judged, which is right.
  if (!Array.isArray(subjects) || subjects.length === 0 || !subjects.every(isObject)) {
    throw wrong(`${name}, subjects`, 'a list of objects, one at least', JSON.stringify(subjects));
  }
  return { name, folder: dirname(path), options, subjects };
}

/** Nothing, of a module without one: what it names otherwise would be passed over, and the built-in subject judged. */
async function defaultExport(path: string, name: string): Promise<unknown> {
  try {
    const { createJiti } = await import('jiti');
    const module = await createJiti(path, { moduleCache: false }).import<object>(path);
    return 'default' in module ? module.default : undefined;
  } catch (error) {
    throw wrong(name, 'a module that loads', messageOf(error));
  }
}
