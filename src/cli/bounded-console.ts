import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { printable } from '../wire/printable.ts';

/** How many letters of what a subject prints are shown. */
const most = 2 ** 16;

/**
 * A console that shows the beginning of what is printed, and forgets the rest. vitest's own sends all of
 * it to the parent, and keeps it until an event loop turns that a busy subject may never let turn.
 */
export function boundedConsole(show: (text: string) => void): Console {
  let shown = 0;
  const write = (piece: unknown): void => {
    if (shown > most) return;
    const text = printable(String(piece)).slice(0, most - shown + 1);
    shown += text.length;
    show(text);
    if (shown > most) show(`\n[gradgate: the subject prints more, which is not shown]\n`);
  };
  const stream = new Writable({
    decodeStrings: false,
    write: (piece, _, done) => {
      write(piece);
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream });
}
