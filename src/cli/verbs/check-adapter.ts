import { wrong } from '../wrong.ts';
import { externalFlags, externalFrom } from './external-from.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate check-adapter`: tests the plumbing of an adapter. */
export const checkAdapter: Verb = verbOf({
  name: 'check-adapter',
  usage: ['gradgate check-adapter --command TEXT [--timeout TIME]'],
  summary: 'tests whether a program speaks the protocol, step by step',
  flags: externalFlags,
  request: ({ positionals: [extra], values }) => {
    if (extra !== undefined) throw wrong('check-adapter', 'options alone', extra);
    const { command, ...timed } = externalFrom(values);
    if (command === undefined) throw wrong('check-adapter', 'a --command to start', 'none');
    return { verb: 'check-adapter', command, ...timed };
  },
});
