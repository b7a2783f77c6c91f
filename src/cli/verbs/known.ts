import { resolve } from 'node:path';
import { defined } from '../../defined.ts';
import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  known: {
    value: 'FILE',
    about: [
      'the file of known failures (default gradgate.known.json, beside the',
      'configuration or here)',
    ],
  },
  prune: { about: ['take away what has expired, and what holds by these verdicts'] },
} as const satisfies Flags;

/** `gradgate known`: what a file of known failures holds. */
export const known: Verb = verbOf({
  name: 'known',
  usage: ['gradgate known [verdict.json or a folder]… [--known FILE] [--prune]'],
  summary: 'lists the failures that are known, and takes away those that are no more',
  about: [
    'Verdicts say which of them were met, and which hold. A folder stands for every verdict.json',
    'below it; default: reports/runs, where there is one.',
  ],
  flags,
  request: ({ positionals: paths, values: { known: file, prune = false } }) => {
    if (file === '') throw wrong('--known', 'a file', 'nothing');
    return { verb: 'known', paths, prune, ...defined({ file: file && resolve(file) }) };
  },
});
