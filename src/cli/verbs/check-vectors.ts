import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate check-vectors`: judges answers to the golden cases. */
export const checkVectors: Verb = verbOf({
  name: 'check-vectors',
  usage: ['gradgate check-vectors <results.json>'],
  summary: 'judges what a port answered to the golden cases of vectors/',
  flags: {},
  request: ({ positionals }) => {
    const [path, ...rest] = positionals;
    if (path !== undefined && rest.length === 0) return { verb: 'check-vectors', path };
    const actual = positionals.join(' ') || 'none';
    throw wrong('check-vectors', 'one file of results', actual);
  },
});
