import { at } from '../at.ts';

/** Blocks of text beside one another, each under its title: "X =". At least one block. */
export function sideBySide(blocks: readonly (readonly [title: string, text: string])[]): string {
  const columns = blocks.map(([title, text]) => [`${title} =`, ...text.split('\n')]);
  const height = Math.max(...columns.map((lines) => lines.length));
  const widths = columns.map((lines) => Math.max(...lines.map((line) => line.length)));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, column) => (lines[row] ?? '').padEnd(at(widths, column)))
      .join('   ')
      .trimEnd(),
  ).join('\n');
}
