import { relative, resolve } from 'node:path';
import type { Flags } from '../flags.ts';
import { nearest } from '../nearest.ts';
import { wrong } from '../wrong.ts';

/** Options by name, as a configuration has them. */
export type Options = Readonly<Record<string, unknown>>;

/** Where options stand: the file, to be named, and its folder. */
export interface Source {
  readonly name: string;
  readonly folder: string;
}

/** Those whose value is a path; of reporters, what is behind the sign. */
const paths = ['adapter', 'out', 'corpus', 'observe', 'known', 'base'];

/** Options as words of a command line. @throws GradgateError OPTION, naming the first that is none */
export function argsOf(options: Options, source: Source, flags: Flags): string[] {
  const { adapter, ...others } = options;
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  const words = given.flatMap(([name, value]) => wordsFor([name, value], source, flags));
  if (adapter === undefined) return words;
  if (typeof adapter !== 'string') throw wrong(`${source.name}, adapter`, 'a path', text(adapter));
  return [fromHere(adapter, source), ...words];
}

function wordsFor(
  [name, value]: readonly [string, unknown],
  source: Source,
  flags: Flags,
): string[] {
  const where = `${source.name}, ${name}`;
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) throw unknown(name, source, flags);
  if (flag.value === undefined) {
    if (typeof value !== 'boolean') throw wrong(where, 'true or false', text(value));
    return value ? [`--${name}`] : [];
  }
  const values: readonly unknown[] = flag.many && Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string' || typeof each === 'number') {
      return `--${name}=${placed(name, String(each), source)}`;
    }
    throw wrong(where, flag.many ? 'a text, or several' : 'a text or a number', text(each));
  });
}

function unknown(name: string, source: Source, flags: Flags): Error {
  const known = ['adapter', ...Object.keys(flags)];
  const meant = nearest(name, known);
  const actual = meant === undefined ? name : `${name}, which may mean ${meant}`;
  return wrong(source.name, `options of gradgate check: ${known.join(', ')}`, actual);
}

/** A path from the folder of the configuration as one from here. */
function placed(name: string, value: string, source: Source): string {
  if (paths.includes(name)) return fromHere(value, source);
  const [, reporter, file] = (name === 'reporter' && /^([^=]*)=(.+)$/s.exec(value)) || [];
  return file === undefined ? value : `${reporter}=${fromHere(file, source)}`;
}

function fromHere(path: string, { folder }: Source): string {
  return relative(process.cwd(), resolve(folder, path)) || '.';
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
