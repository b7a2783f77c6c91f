import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate bisect`: finds the commit with which a verdict turns. */
export const bisect: Verb = verbOf({
  name: 'bisect',
  usage: ['gradgate bisect GOOD..BAD -- COMMAND'],
  summary: 'finds the commit of your library with which a verdict turns, by git bisect',
  about: [
    'COMMAND judges what is checked out, like npx gradgate check a.subject.ts --replay TOKEN.',
    'What has to be built before goes in, too: sh -c "make && npx gradgate check …".',
    'Its exit code 0 or 6 is good, 1 is bad; any other commit could not be judged, and is passed',
    'over. GOOD and BAD are judged first. At the end, what was checked out is so again.',
  ],
  flags: {},
  request: ({ positionals: [range, ...command] }) => {
    const [, good, bad] = /^(.*[^.])\.\.([^.].*)$/.exec(range ?? '') ?? [];
    if (good === undefined || bad === undefined) {
      throw wrong('bisect', 'two commits, like v1.0..main', JSON.stringify(range ?? ''));
    }
    if (command.length === 0) throw wrong('bisect', 'a command that judges, behind --', 'none');
    return { verb: 'bisect', good, bad, command };
  },
});
