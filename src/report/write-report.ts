import { join } from 'node:path';
import type { ReplayCommand } from '../verdict/see-again.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { reportPage } from './html/report-page.tsx';
import { markdown } from './markdown.ts';
import { replaceFiles } from './replace-files.ts';

/** Not in the verdict, whose bytes are the same everywhere. */
const environment = `Node ${process.version}, ${process.platform} ${process.arch}`;

/** What the files of a run are called: a few properties, or one problem, must not replace a whole verdict. */
const names = {
  run: ['verdict.json', 'report.md', 'report.html'],
  part: ['part.json', 'part.md', 'part.html'],
  replay: ['replay.json', 'replay.md', 'replay.html'],
} as const;

/** What a verdict is on: a whole run, some of its properties, or one problem that is asked again. */
export type Kind = keyof typeof names;

/** Writes the verdict as JSON, as Markdown and as a page into `directory`. Returns the path of the page. @throws Unwritten */
export function writeReport(
  directory: string,
  verdict: Verdict,
  { kind, replayCommand }: { readonly kind: Kind; readonly replayCommand: ReplayCommand },
): string {
  const [json, report, page] = names[kind];
  replaceFiles(directory, {
    [json]: `${JSON.stringify(verdict, null, 1)}\n`,
    [report]: markdown(verdict, replayCommand),
    [page]: reportPage(verdict, replayCommand, environment),
  });
  return join(directory, page);
}
