/** How rows of the matrix stand: the worst of a group, of a row, and what is new since the last version. */
import { changeBetween, type Standing } from '../../verdict/change-between.ts';
import type { Came } from '../html/mark.tsx';
import type { MatrixRow } from './matrix-row.ts';

/** The worst first. */
const ranks: readonly Came[] = ['wrong', 'unrun', 'known', 'weak', 'right', 'unclaimed'];

/** The worst of some outcomes; not claimed, where there is none. */
export function worstOf(all: readonly Came[]): Came {
  return ranks.find((came) => all.includes(came)) ?? 'unclaimed';
}

/** How a whole row stands, by its verdict. */
export function standingOf({ conclusion, cells }: MatrixRow): Came {
  if (conclusion === 'violated') return 'wrong';
  if (conclusion !== 'verified') return 'unrun';
  return Object.values(cells).some(({ came }) => came === 'known') ? 'known' : 'right';
}

/** What a row says in a word. */
export const standings = {
  wrong: 'wrong',
  unrun: 'not run',
  known: 'known failures',
  right: 'right',
  weak: 'right',
  unclaimed: 'not claimed',
} as const satisfies Record<Came, string>;

/** Rows in their order: by library, then by backend and format, the newest version first. */
export function inOrder(rows: readonly MatrixRow[]): MatrixRow[] {
  const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
  return [...rows].sort(
    (p, q) =>
      compare(p.library, q.library) ||
      compare(p.backend, q.backend) ||
      compare(p.format, q.format) ||
      compare(q.version, p.version) ||
      compare(JSON.stringify(p), JSON.stringify(q)),
  );
}

/** The newest version of each backend and format. */
export function newest(rows: readonly MatrixRow[]): MatrixRow[] {
  const sorted = inOrder(rows);
  return sorted.filter((row, place) => {
    const before = sorted[place - 1];
    return before === undefined || !isSame(row, before);
  });
}

/** Properties that fail in a version and not in the one before it, and the other way round. */
export interface Change {
  readonly since: string;
  readonly broken: readonly string[];
  readonly mended: readonly string[];
}

/**
 * What changed since the version before it, of the same library, backend and format, among rows in their
 * order; nothing, where nothing did.
 */
export function changeOf(row: MatrixRow, rows: readonly MatrixRow[]): Change | undefined {
  const older = rows.slice(rows.indexOf(row)).filter((each) => isSame(row, each));
  const before = older.find(({ version }) => version !== row.version);
  if (before === undefined) return undefined;
  const ids = [...new Set([...Object.keys(row.cells), ...Object.keys(before.cells)])];
  const changed = (wanted: string): string[] =>
    ids.filter((id) => changeBetween(cellStanding(before, id), cellStanding(row, id)) === wanted);
  const [broken, mended] = [changed('new'), changed('fixed')];
  return broken.length + mended.length === 0
    ? undefined
    : { since: before.version, broken, mended };
}

function isSame(p: MatrixRow, q: MatrixRow): boolean {
  return p.library === q.library && p.backend === q.backend && p.format === q.format;
}

/** What could not be run says nothing of what is asked. */
function cellStanding({ cells }: MatrixRow, id: string): Standing {
  switch (cells[id]?.came) {
    case 'wrong':
    case 'known':
      return 'fails';
    case 'right':
    case 'weak':
      return 'holds';
    default:
      return 'unknown';
  }
}
