import type { Failure } from './failure.ts';

/** fast-check's path to a failure; of sequences, with the path of their commands behind a slash. */
export function withCommands(path: string, failures: readonly Pick<Failure, 'ran'>[]): string {
  const [first] = failures;
  if (first?.ran === undefined) return path;
  return `${path}/${replayPathOf(failures.flatMap(({ ran = [] }) => ran))}`;
}

/** Letters for the numbers 0 to 63. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Which commands of some sequences ran, one sequence after another, as the `replayPath` that
 * `fc.commands` takes: lengths of stretches of commands that ran, or did not, then which they were.
 * fast-check itself tells it only in the text of a counterexample.
 */
export function replayPathOf(ran: readonly boolean[]): string {
  const stretches = stretchesOf(ran);
  const lengths = stretches.map(({ length }) => letters.charAt(length - 1)).join('');
  let which = '';
  for (let at = 0; at < stretches.length; at += 6) {
    const bits = stretches.slice(at, at + 6).map(({ value }, place) => (value ? 2 ** place : 0));
    which += letters.charAt(bits.reduce((sum, bit) => sum + bit, 0));
  }
  return `${lengths}:${which}`;
}

/** Stretches of equal values, each at most 64 long. */
function stretchesOf(ran: readonly boolean[]): { readonly value: boolean; length: number }[] {
  const stretches: { readonly value: boolean; length: number }[] = [];
  for (const value of ran) {
    const last = stretches.at(-1);
    if (last?.value === value && last.length < letters.length) last.length += 1;
    else stretches.push({ value, length: 1 });
  }
  return stretches;
}
