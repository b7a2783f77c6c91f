import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { badge } from '../report/matrix/badge.ts';
import { matrixPage } from '../report/matrix/matrix-page.tsx';
import { type MatrixRow, rowOf } from '../report/matrix/matrix-row.ts';
import { matrixSentence } from '../report/matrix/matrix-sentence.ts';
import { replaceFiles } from '../report/replace-files.ts';
import { exitCode } from './exit-code.ts';
import { Lost } from './lost.ts';
import { slug } from './place.ts';
import { readVerdict } from './read-verdict.ts';
import { say } from './say.ts';
import { verdictsAt } from './verdicts-at.ts';
import { version } from './version.ts';

/**
 * Shows many verdicts on one page, with a badge for each library. Returns the exit code, which is not
 * that of any verdict. @throws GradgateError OPTION
 */
export function report(paths: readonly string[], out = resolve('reports', 'matrix')): number {
  const rows = paths
    .flatMap((path) => verdictsAt('report', path))
    .map((path): MatrixRow => {
      const own = join(dirname(path), 'report.html');
      return rowOf(readVerdict('report', path), existsSync(own) ? linkTo(own, out) : undefined);
    });
  const lost = new Lost();
  lost.guard(() => {
    replaceFiles(out, { 'index.html': matrixPage(rows, `gradgate ${version}`) });
    replaceFiles(join(out, 'badges'), badges(rows));
  });
  if (lost.any) return exitCode.surroundings;
  say(`${matrixSentence(rows)}: ${join(out, 'index.html')}`);
  return exitCode.verified;
}

/** As a page in `out` links a file: by URL, so that no name is taken for anything else. */
function linkTo(file: string, out: string): string {
  return relative(out, file).split(sep).map(encodeURIComponent).join('/');
}

function badges(rows: readonly MatrixRow[]): Record<string, string> {
  const libraries = [...new Set(rows.map(({ library }) => library))];
  return Object.fromEntries(
    libraries.map((library) => {
      const own = rows.filter((row) => row.library === library);
      return [`${slug(library)}.svg`, badge(library, own)];
    }),
  );
}
