import { groupOf } from '../html/property-groups.ts';
import type { MatrixRow } from './matrix-row.ts';
import { standingOf } from './standings.ts';

/** The matrix in a sentence: "147 of 158 are right, 12 of them but for what is known; 10 are wrong, in …". */
export function matrixSentence(rows: readonly MatrixRow[]): string {
  const of = (...wanted: string[]): MatrixRow[] =>
    rows.filter((row) => wanted.includes(standingOf(row)));
  const [right, known, wrong, unrun] = [
    of('right', 'known'),
    of('known'),
    of('wrong'),
    of('unrun'),
  ];
  return [
    `${right.length} of ${rows.length} ${right.length === 1 ? 'is' : 'are'} right${noted(known.length)}`,
    ...(wrong.length === 0
      ? []
      : [`${count(wrong.length, 'is', 'are')} wrong, in ${groupsIn(wrong)}`]),
    ...(unrun.length === 0 ? [] : [`${count(unrun.length, 'has', 'have')} no verdict`]),
  ].join('; ');
}

function noted(known: number): string {
  return known === 0 ? '' : `, ${known} of them but for failures that are known`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The groups in which rows differ, the most frequent first, at most four. */
function groupsIn(rows: readonly MatrixRow[]): string {
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const wrong = Object.entries(cells).filter(([, { came }]) => came === 'wrong');
    for (const title of new Set(wrong.map(([id]) => groupOf(id)))) {
      counts.set(title, (counts.get(title) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([, p], [, q]) => q - p);
  const named = sorted.slice(0, 4).map(([title, number]) => `${title.toLowerCase()} (${number})`);
  return [...named, ...(sorted.length > 4 ? ['and more'] : [])].join(', ');
}
