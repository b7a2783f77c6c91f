import { wrong } from '../wrong.ts';
import { languages } from './languages.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate init`: writes the skeleton of an adapter. */
export const init: Verb = verbOf({
  name: 'init',
  usage: [`gradgate init ${languages.join('|')} [folder]`],
  summary: 'writes a working adapter to start from',
  about: [
    'The folder is gradgate-<language>, unless another is named. It gets gradgate.config.ts and an',
    'empty gradgate.known.json, and its repository a workflow. Nothing is overwritten or asked.',
  ],
  flags: {},
  request: ({ positionals }) => {
    const [named, folder, ...rest] = positionals;
    const language = languages.find((known) => known === named);
    if (language === undefined) {
      throw wrong('init', languages.join(', '), named ?? 'no language');
    }
    if (rest.length > 0) {
      throw wrong('init', 'one folder', positionals.slice(1).join(' '));
    }
    return { verb: 'init', language, folder: folder ?? `gradgate-${language}` };
  },
});
