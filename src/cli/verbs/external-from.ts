import { defined } from '../../defined.ts';
import { duration } from '../duration.ts';
import type { Flags, Values } from '../flags.ts';
import { wrong } from '../wrong.ts';
import type { External, Timed } from './request.ts';

/** The flags of a subject in a process or thread of its own. */
export const externalFlags = {
  command: { value: 'TEXT', about: ['what starts the adapter, in words of the shell'] },
  timeout: {
    value: 'TIME',
    about: [
      'how long it may keep silent while it owes an answer',
      '(500ms, 10s, 2m; default 10s, 2m where problems are large)',
    ],
  },
} as const satisfies Flags;

/** The flags of a subject that may be a module, too. */
export const subjectFlags = {
  ...externalFlags,
  browser: { about: ['run the module in a page of an installed Chromium (CHROME_PATH names it)'] },
} as const satisfies Flags;

/** The longest an adapter may be waited for: a day. */
const longest = 86_400_000;

/** What `--command` and `--timeout` ask for. @throws GradgateError OPTION */
export function externalFrom({
  command,
  timeout: text,
}: Values<typeof externalFlags>): Timed & Partial<External> {
  if (command?.trim() === '') throw wrong('--command', 'what starts an adapter', 'nothing');
  const timeout = text === undefined ? undefined : duration('--timeout', text);
  if (timeout !== undefined && !(timeout >= 1 && timeout <= longest)) {
    throw wrong('--timeout', 'from 1ms to 24h', `${text}`);
  }
  return defined({ command, timeout });
}
