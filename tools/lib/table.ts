/** A Markdown table. Columns whose header starts with a space are aligned to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = header.map((cell) => (cell.startsWith(' ') ? '---:' : '---'));
  return [line(header.map((cell) => cell.trim())), line(rule), ...rows.map(line)].join('\n');
}
