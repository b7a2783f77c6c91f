import type { GradgateError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { verbs } from './verbs/index.ts';
import type { Request } from './verbs/request.ts';
import type { Verb } from './verbs/verb.ts';
import { advising, wrong } from './wrong.ts';

const asking = ['--help', '-h'];

/** What the command line asks for. @throws GradgateError OPTION */
export function parse([name, ...args]: readonly string[]): Request {
  if (name === undefined || asking.includes(name)) return { verb: 'help' };
  if (name === '--version') return { verb: 'version' };
  const verb = advising('gradgate --help', () => verbNamed(name));
  const asksForHelp = args.some((arg) => asking.includes(arg));
  return asksForHelp ? { verb: 'help', topic: verb.name } : verb.parse(args);
}

/** @throws GradgateError OPTION */
export function verbNamed(name: string): Verb {
  const verb = verbs.find((known) => known.name === name);
  if (verb === undefined) throw unknown(name);
  return verb;
}

function unknown(name: string): GradgateError {
  const names = verbs.map((verb) => verb.name);
  const meant = nearest(name, names);
  const actual = meant === undefined ? name : `${name}, which may mean ${meant}`;
  return wrong('command', `first one of ${names.join(', ')}`, actual);
}
