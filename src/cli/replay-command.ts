import { defined } from '../defined.ts';
import type { GateOptions } from '../gate/run/gate-options.ts';
import type { CheckRequest } from './verbs/request.ts';

/** What sizes problems, beside their profile. */
type Sizes = Pick<GateOptions, 'runs' | 'extent' | 'volume' | 'shapes' | 'tile'>;

/** What stands for a token where it is not known yet. */
export const tokenHere = 'TOKEN';

/** The line a person copies to see one failure again: other numbers or sizes make other problems. */
export function replayCommand(
  subject: CheckRequest['subject'],
  token: string,
  { runs, extent, volume, tile, shapes = [] }: Sizes,
): string {
  const numbers = Object.entries(defined({ runs, extent, volume, tile }));
  const list = shapes.map(({ m, n, k }) => `${m}x${n}x${k}`).join(',');
  const named = list === '' ? [] : [['shapes', list] as const];
  const few = [...numbers, ...named].flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const words = [...wordsFor(subject), '--replay', token, ...few];
  return ['npx gradgate check', ...words.map(quoted)].join(' ');
}

/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function wordsFor(subject: CheckRequest['subject']): string[] {
  switch (subject.from) {
    case 'built-in':
      return [];
    case 'module':
      return [subject.named, ...(subject.browser ? ['--browser'] : [])];
    case 'command':
      return ['--command', subject.command];
  }
}
