import { exitCode, meanings } from './exit-code.ts';
import type { Flag } from './flags.ts';
import type { Verb } from './verbs/verb.ts';

/** The help of the whole command: its verbs, and what its exit codes mean. */
export function overview(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  return [
    'gradgate decides whether the backward pass of a matrix multiplication is right, and shows the',
    'smallest problem on which it is not.',
    '',
    ...verbs.map(({ name, summary }) => `  gradgate ${name.padEnd(width)}  ${summary}`),
    '',
    'gradgate help <verb> has the options of one.',
    '',
    'exit codes',
    ...Object.entries(meanings).map(
      ([ending, means]) => `  ${codeOf(ending).padStart(3)}  ${means}`,
    ),
  ].join('\n');
}

/** The help of one verb. */
export function helpOn({ usage, summary, about, flags }: Verb): string {
  const listed = Object.entries(flags).map(([name, flag]) => {
    const { value } = flag;
    return { flag, typed: value === undefined ? `--${name}` : `--${name} ${value}` };
  });
  const width = Math.max(0, ...listed.map(({ typed }) => typed.length));
  const lines = listed.flatMap(({ typed, flag }) => linesOf(typed.padEnd(width), flag));
  return [
    ...usage,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...about,
    ...(lines.length === 0 ? [] : ['', ...lines]),
  ].join('\n');
}

function linesOf(typed: string, { about }: Flag): string[] {
  return about.map((line, at) => `  ${at === 0 ? typed : ' '.repeat(typed.length)}  ${line}`);
}

function codeOf(ending: string): string {
  return String(Object.entries(exitCode).find(([name]) => name === ending)?.[1]);
}
