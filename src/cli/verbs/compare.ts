import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  json: { about: ['as JSON'] },
} as const satisfies Flags;

/** `gradgate compare`: what changed between verdicts. */
export const compare: Verb = verbOf({
  name: 'compare',
  usage: ['gradgate compare <base> <head> [--json]'],
  summary: 'says what is new, fixed, and failing still since an earlier verdict',
  about: [
    'Each is a verdict.json, or a folder, which stands for every verdict.json below it: then those',
    'on one subject are compared. The exit code is 1 where something new fails, and else 0.',
  ],
  flags,
  request: ({ positionals: [base, head, ...rest], values: { json = false } }) => {
    if (base === undefined || head === undefined || rest.length > 0) {
      const given = [base, head, ...rest].filter((path) => path !== undefined).length;
      throw wrong('compare', 'two verdicts, or folders of them', `${given}`);
    }
    return { verb: 'compare', base, head, json };
  },
});
