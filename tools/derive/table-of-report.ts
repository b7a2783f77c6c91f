/**
 * The first table of a report below a heading, or of all of it, as it stands there.
 * @throws Error, when there is none
 */
export function tableOfReport(report: string, heading?: string): string {
  const [, below = ''] = heading === undefined ? ['', report] : report.split(`\n## ${heading}\n`);
  const [table] = /(?:^\|.*\|\n)+/m.exec(below) ?? [];
  if (table === undefined)
    throw new Error(`a report has no table below ${heading ?? 'its title'} any more`);
  return table.trimEnd();
}
