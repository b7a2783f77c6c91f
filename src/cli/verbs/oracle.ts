import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  serve: { about: ['answer over the protocol, until the input ends'] },
} as const satisfies Flags;

/** `gradgate oracle`: answers with certified gradients. */
export const oracle: Verb = verbOf({
  name: 'oracle',
  usage: ['gradgate oracle < problem.json', 'gradgate oracle --serve'],
  summary: 'answers with certified gradients: of one problem, or over the protocol',
  flags,
  request: ({ positionals: [extra], values: { serve = false } }) => {
    if (extra !== undefined) {
      throw wrong('oracle', 'a problem on stdin and no file', extra);
    }
    return { verb: 'oracle', serve };
  },
});
