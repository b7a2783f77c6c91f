import type { Flags } from '../flags.ts';
import { wrong } from '../wrong.ts';
import { chosen } from './chosen.ts';
import { subjectFlags } from './external-from.ts';
import { type Verb, verbOf } from './verb.ts';

const flags = {
  command: subjectFlags.command,
  browser: subjectFlags.browser,
  json: { about: ['as a JSON object, a text for the id of each property, whatever came of it'] },
} as const satisfies Flags;

/** `gradgate explain`: tells every failure of a verdict in full. */
export const explain: Verb = verbOf({
  name: 'explain',
  usage: [
    'gradgate explain <verdict.json or its folder> [adapter]',
    'gradgate explain <verdict.json or its folder> --command TEXT',
  ],
  summary: 'tells every failure of a verdict in full, with its smallest problem',
  about: [
    'The adapter, or what starts it, is named by the commands that ask a problem again. Left',
    'out, it is the one that was judged, where the folder of the verdict says so.',
  ],
  flags,
  request: ({ positionals, values: { json = false, ...which } }) => {
    const [path, ...named] = positionals;
    if (path === undefined) throw wrong('explain', 'a verdict, or its folder', 'none');
    return { verb: 'explain', path, json, subject: chosen(named, which) };
  },
});
