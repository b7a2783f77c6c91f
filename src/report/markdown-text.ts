import { oneLine, printable } from '../wire/printable.ts';

/**
 * Text of other people within a line of Markdown, or a cell of a table: no HTML, no link, no code, and no
 * way out of the line.
 */
export function inline(text: string): string {
  return oneLine(text.replaceAll('\n', ' '))
    .replaceAll(/[\\`|]/g, '\\$&')
    .replaceAll(/\](?=[([])/g, '\\]')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

/** Lines as they are. The fence is longer than any within. */
export function fence(text: string): string {
  const shown = printable(text);
  const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
  const marks = '`'.repeat(Math.max(2, ...runs) + 1);
  return [`${marks}text`, shown, marks].join('\n');
}
