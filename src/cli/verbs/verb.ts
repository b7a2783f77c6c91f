import { type Flags, type Given, readFlags } from '../flags.ts';
import { advising } from '../wrong.ts';
import type { Request } from './request.ts';

/** A verb of the command: what it is for, and how its arguments become a request. */
export interface Verb {
  readonly name: string;
  /** How it is called: one line a way. */
  readonly usage: readonly string[];
  /** What it does, in one line. */
  readonly summary: string;
  /** More about it, for its own help. */
  readonly about: readonly string[];
  readonly flags: Flags;
  /** @throws GradgateError OPTION */
  readonly parse: (args: readonly string[]) => Request;
}

/** What a verb is made of: flags, and what becomes of their values. */
interface Parts<F extends Flags> {
  readonly name: string;
  readonly usage: readonly string[];
  readonly summary: string;
  readonly about?: readonly string[];
  readonly flags: F;
  /** @throws GradgateError OPTION */
  readonly request: (given: Given<F>) => Request;
}

/** A verb whose arguments are told apart by its flags. */
export function verbOf<F extends Flags>({ request, about = [], ...parts }: Parts<F>): Verb {
  const { name, flags } = parts;
  const parse = (args: readonly string[]): Request =>
    advising(`gradgate ${name} --help`, () => request(readFlags(args, flags)));
  return { ...parts, about, parse };
}
