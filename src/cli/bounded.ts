import { printable } from '../wire/printable.ts';

/** How many letters of what a subject prints are shown. */
const most = 2 ** 16;

/** Shows the beginning of what a subject prints, and forgets the rest. */
export function bounded(show: (text: string) => void): (piece: string) => void {
  let shown = 0;
  return (piece) => {
    if (shown > most) return;
    const text = printable(piece).slice(0, most - shown + 1);
    shown += text.length;
    show(text);
    if (shown > most) show(`\n[gradgate: the subject prints more, which is not shown]\n`);
  };
}
