import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate version`, or `--version`. */
export const version: Verb = verbOf({
  name: 'version',
  usage: ['gradgate version', 'gradgate --version'],
  summary: 'prints the version',
  flags: {},
  request: ({ positionals: [extra] }) => {
    if (extra !== undefined) throw wrong('version', 'nothing after it', extra);
    return { verb: 'version' };
  },
});
