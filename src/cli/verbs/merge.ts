import { defined } from '../../defined.ts';
import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { outFrom } from './out-from.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  out: {
    value: 'DIR',
    about: ['where verdict.json and the reports go (default reports/runs/<subject>-merged)'],
  },
} as const satisfies Flags;

/** `gradgate merge`: makes one verdict of those of several shards. */
export const merge: Verb = verbOf({
  name: 'merge',
  usage: ['gradgate merge <verdict.json or its folder>… [--out DIR]'],
  summary: 'makes one verdict of those of several shards',
  flags,
  request: ({ positionals: paths, values }) => {
    if (paths.length === 0) throw wrong('merge', 'verdicts, or folders of them', 'none');
    return { verb: 'merge', paths, ...defined({ out: outFrom(values.out) }) };
  },
});
