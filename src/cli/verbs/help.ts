import { defined } from '../../defined.ts';
import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate help`: says what there is, or how one verb is used. */
export const help: Verb = verbOf({
  name: 'help',
  usage: ['gradgate help [verb]', 'gradgate <verb> --help'],
  summary: 'says what there is, or how one verb is used',
  flags: {},
  request: ({ positionals: [topic, ...rest] }) => {
    if (rest.length > 0) throw wrong('help', 'one verb', `${topic} ${rest.join(' ')}`);
    return { verb: 'help', ...defined({ topic }) };
  },
});
