/**
 * Text of other people as a terminal or a CI log may have it: nothing in it moves the cursor, turns
 * letters around, or is a command to who reads the log (`::error` of GitHub, `##[…]` and `##vso[…]` of
 * Azure). Newlines and tabs stay.
 */
export function printable(text: string): string {
  return text
    .replaceAll(unseen, escaped)
    .replaceAll(/^([^\S\n]*):(?=:)/gm, '$1\\x3a')
    .replaceAll(/#(?=#(?:\[|vso\[))/g, '\\x23');
}

/** A value as JSON of several lines, whose text is as harmless, and reads back as it was. */
export function printableJson(value: unknown): string {
  const hex = (letter: string): string =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, 2)
    .replaceAll(unseen, hex)
    .replaceAll(/#(?=#(?:\[|vso\[))/g, hex);
}

/** The same in one line, as a name or a sentence is. */
export function oneLine(text: string): string {
  return printable(text.replaceAll('\n', '\\n'));
}

/** Control characters of C0 and C1, marks of direction, and other separators of lines. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(letter: string): string {
  const code = letter.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
