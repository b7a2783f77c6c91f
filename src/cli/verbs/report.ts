import { defined } from '../../defined.ts';
import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { outFrom } from './out-from.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  out: {
    value: 'DIR',
    about: ['where index.html and the badges go (default reports/matrix)'],
  },
} as const satisfies Flags;

/** `gradgate report`: many verdicts as one page. */
export const report: Verb = verbOf({
  name: 'report',
  usage: ['gradgate report <verdict.json or a folder>… [--out DIR]'],
  summary: 'shows many verdicts on one page: libraries down, properties across',
  about: [
    'A folder stands for every verdict.json below it. Versions of one library stand beside one',
    'another, with what is new and what is fixed. Each library gets a badge (SVG).',
  ],
  flags,
  request: ({ positionals: paths, values }) => {
    if (paths.length === 0) throw wrong('report', 'verdicts, or folders of them', 'none');
    return { verb: 'report', paths, ...defined({ out: outFrom(values.out) }) };
  },
});
