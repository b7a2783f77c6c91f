import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Described } from './description.ts';
import type { Records } from './records.ts';
import { report } from './report.ts';
import { withSubjectsTable } from './with-subjects-table.ts';

/** The files that follow from the folders and the records: path from the root, and content. */
export function subjectFiles(
  described: readonly Described[],
  records: Records,
): Map<string, string> {
  const readme = join('subjects', 'README.md');
  return new Map([
    [join('reports', 'subjects.md'), report(described, records)],
    [readme, withSubjectsTable(readFileSync(readme, 'utf8'), described)],
  ]);
}
