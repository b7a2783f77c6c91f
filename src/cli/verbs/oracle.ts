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
  about: [
    'A problem is X, W and dY, each with its shape and its numbers, row-major:',
    '',
    '  { "X":  { "shape": [1, 2], "data": [1, 2] },',
    '    "W":  { "shape": [2, 1], "data": [3, 4] },',
    '    "dY": { "shape": [1, 1], "data": [1] } }',
    '',
    'Beside them: numberFormat, formats, accumulates and more, as docs/arithmetic.md has them.',
  ],
  flags,
  request: ({ positionals: [extra], values: { serve = false } }) => {
    if (extra !== undefined) {
      throw wrong('oracle', 'a problem on stdin and no file', extra);
    }
    return { verb: 'oracle', serve };
  },
});
