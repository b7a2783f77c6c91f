import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matrixPage } from '../../src/report/matrix/matrix-page.tsx';
import type { Described } from './description.ts';
import type { Records } from './records.ts';
import { report } from './report.ts';
import { rowOfRecord } from './row-of-record.ts';
import { withSubjectsTable } from './with-subjects-table.ts';

/** The files that follow from the folders and the records: path from the root, and content. */
export function subjectFiles(
  described: readonly Described[],
  records: Records,
): Map<string, string> {
  const readme = join('subjects', 'README.md');
  return new Map([
    [join('reports', 'subjects.md'), report(described, records)],
    [join('reports', 'matrix.html'), matrix(records)],
    [readme, withSubjectsTable(readFileSync(readme, 'utf8'), described)],
  ]);
}

/** The matrix of all that was ever judged. */
function matrix(records: Records): string {
  const rows = Object.values(records).flatMap((record) =>
    'notRun' in record ? [] : [rowOfRecord(record)],
  );
  return matrixPage(rows, 'gradgate, by npm run subjects');
}
