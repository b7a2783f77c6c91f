import { stripVTControlCharacters } from 'node:util';

/**
 * Text whose lines are at most `width` columns wide, as far as words allow: broken between words, and going on
 * below the column where the last part of the line began, or a little further in than the line. A command that is
 * to be copied stays whole.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (columnsOf(line) <= width || isCommand(line) ? [line] : broken(line, width)))
    .join('\n');
}

function isCommand(line: string): boolean {
  return /^ *(replay: )?npx gradgate /.test(line);
}

function broken(line: string, width: number): string[] {
  const indent = ' '.repeat(Math.min(startOf(line), Math.floor(width / 2)));
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S)(?= )/)) {
    if (current !== '' && columnsOf(current + word) > width && word.trim() !== '') {
      lines.push(current);
      current = indent + word.trimStart();
    } else current += word;
  }
  return [...lines, current];
}

/** Where what follows the last gap begins, or four columns after the beginning of the line. */
function startOf(line: string): number {
  const plain = stripVTControlCharacters(line);
  const [, upTo = ''] = /^(.*\S {2,})\S/.exec(plain) ?? [];
  return upTo.length > 0 ? upTo.length : plain.length - plain.trimStart().length + 4;
}

function columnsOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
