import { parseArgs } from 'node:util';
import type { GradgateError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { wrong } from './wrong.ts';

/** One option of a verb. */
export interface Flag {
  /** What stands for its value in the help: "N"; absent, when it takes none. */
  readonly value?: string;
  /** It may be given more than once. */
  readonly many?: boolean;
  /** What it does, for the help. Each item is a line, at most 76 columns wide. */
  readonly about: readonly string[];
}

/** The options of a verb, by name, without the dashes. */
export type Flags = Readonly<Record<string, Flag>>;

/** What was given on the command line, by flag. */
export type Values<F extends Flags> = {
  readonly [Name in keyof F]?: F[Name] extends { readonly many: true }
    ? readonly string[]
    : F[Name] extends { readonly value: string }
      ? string
      : true;
};

/** The arguments of a verb, told apart. */
export interface Given<F extends Flags> {
  readonly positionals: readonly string[];
  readonly values: Values<F>;
}

/** Tells flags from other arguments. @throws GradgateError OPTION */
export function readFlags<F extends Flags>(args: readonly string[], flags: F): Given<F> {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, typeOf(flag)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | true | string[]> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) throw unknown(token.rawName, Object.keys(flags));
    const value = read(flag, token);
    const before = values[token.name];
    values[token.name] =
      flag.many && value !== true ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  // SAFETY: each value has just been given the type that its flag says.
  return { positionals, values: values as Values<F> };
}

function typeOf({ value, many = false }: Flag) {
  return { type: value === undefined ? 'boolean' : 'string', multiple: many } as const;
}

interface Token {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function read(flag: Flag, { rawName, value, inlineValue }: Token): string | true {
  if (flag.value === undefined) {
    if (value === undefined) return true;
    throw wrong(rawName, 'no value', value);
  }
  const isFlag = value?.startsWith('-') === true && inlineValue !== true;
  if (value !== undefined && !isFlag) return value;
  throw wrong(rawName, `${flag.value} after it`, value ?? 'nothing');
}

function unknown(typed: string, names: readonly string[]): GradgateError {
  const known = names.map((name) => `--${name}`);
  const expected = known.length === 0 ? 'no option' : `one of ${known.join(', ')}`;
  const meant = nearest(typed, [...known, '--help']);
  const actual = meant === undefined ? typed : `${typed}, which may mean ${meant}`;
  return wrong('option', expected, actual);
}
