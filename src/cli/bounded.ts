import { printable } from '../wire/printable.ts';

/** How many letters of what a subject prints are shown. */
const most = 2 ** 16;

/** Stands before each line, so that nobody takes it for one of gradgate's. */
const mark = '[subject] ';

/** Shows the beginning of what a subject prints, each line marked as its own, and forgets the rest. */
export function bounded(show: (text: string) => void): (piece: string) => void {
  let shown = 0;
  let isNewLine = true;
  return (piece) => {
    if (shown > most || piece === '') return;
    const text = printable(piece).slice(0, most - shown + 1);
    shown += text.length;
    show(`${isNewLine ? mark : ''}${text.replaceAll(/\n(?!$)/g, `\n${mark}`)}`);
    isNewLine = text.endsWith('\n');
    if (shown > most) show(`\n[gradgate: the subject prints more, which is not shown]\n`);
  };
}
