import { table } from '../lib/table.ts';
import type { Described } from './description.ts';

const start = '<!-- subjects: written by npm run subjects -- --report -->';
const end = '<!-- /subjects -->';

/** The README of the subjects with its table brought up to date. @throws Error without its marks */
export function withSubjectsTable(readme: string, described: readonly Described[]): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`subjects/README.md wants ${start}, then ${end}`);
  const before = readme.slice(0, from + start.length);
  return `${before}\n\n${subjectsTable(described)}\n\n${readme.slice(to)}`;
}

function subjectsTable(described: readonly Described[]): string {
  const header = ['folder', 'library', 'language', 'formats', 'gradients', 'needs'];
  const rows = described.map(({ name, library, language, formats, gradients, needs = [] }) => [
    `\`${name}\``,
    library,
    language,
    formats.join(', '),
    gradients,
    needs.map((need) => `\`${programOf(need)}\``).join(', ') || '–',
  ]);
  return table(header, rows);
}

/** A program by its name; a file by the package that has it, the last word of its remedy. */
function programOf(need: string): string {
  const [program = '', remedy = ''] = need.split(/:\s+/);
  return program.includes('/') ? (remedy.split(' ').at(-1) ?? program) : program;
}
