import { wrong } from '../wrong.ts';
import { chosen } from './chosen.ts';
import { externalFlags } from './external-from.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate check-adapter`: tests the plumbing of an adapter. */
export const checkAdapter: Verb = verbOf({
  name: 'check-adapter',
  usage: [
    'gradgate check-adapter <adapter> [--timeout TIME]',
    'gradgate check-adapter --command TEXT [--timeout TIME]',
  ],
  summary: 'tests whether an adapter is one, step by step: numbers in, numbers out',
  flags: externalFlags,
  request: ({ positionals, values }) => {
    const subject = chosen(positionals, values);
    if (subject.from !== 'built-in') return { verb: 'check-adapter', subject };
    throw wrong('check-adapter', 'the file of an adapter, or a --command to start', 'none');
  },
});
