import { resolve } from 'node:path';
import { wrong } from '../wrong.ts';
import type { Reporting } from './request.ts';

/** The reporters of vitest's that write into a file where they are told to. */
const writing = ['junit', 'json'];

/** What `--reporter` names, each with the file that it writes. @throws GradgateError OPTION */
export function reportersFrom(texts: readonly string[] = []): readonly Reporting[] {
  const all = texts.map(reporterFrom);
  const [one, other] = all.filter(({ name, file }) => file === undefined && takesStdout(name));
  if (other === undefined) return all;
  const actual = `${one?.name} and ${other.name}`;
  throw wrong('--reporter', 'one that speaks on stdout, and files for the others', actual);
}

/** Whether a report without a file is all that may stand on stdout. */
export function takesStdout(name: string): boolean {
  return name !== 'console' && name !== 'github-actions';
}

function reporterFrom(text: string): Reporting {
  const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === '' || file === '') {
    throw wrong('--reporter', 'a name, or a name and a file, like junit=junit.xml', text);
  }
  if (file === undefined) return { name };
  if (!writing.includes(name)) {
    throw wrong('--reporter', `${writing.join(' or ')} before a file`, text);
  }
  return { name, file: resolve(file) };
}
