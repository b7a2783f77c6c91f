import { Mark } from '../html/mark.tsx';
import type { MatrixRow } from './matrix-row.ts';
import { changeOf, standingOf } from './standings.ts';

/** Rows that are wrong or have no verdict, and what changed from version to version: in words. */
export function Wrongs({ rows }: { readonly rows: readonly MatrixRow[] }) {
  const bad = rows.filter((row) => ['wrong', 'unrun'].includes(standingOf(row)));
  const changes = rows.flatMap((row) => {
    const change = changeOf(row, rows);
    return change === undefined ? [] : [{ row, change }];
  });
  return (
    <>
      {bad.length > 0 && <h2>Not right</h2>}
      <ul class="wrongs">
        {bad.map((row) => (
          <li key={nameOf(row)}>
            <Mark came={standingOf(row)} />
            <span>
              <b>{nameOf(row)}</b> <span class="quiet">{idsText(row)}</span>
            </span>
          </li>
        ))}
      </ul>
      {changes.length > 0 && <h2>Since the version before</h2>}
      <ul class="wrongs">
        {changes.map(({ row, change: { since, broken, mended } }) => (
          <li key={nameOf(row)}>
            <Mark came={broken.length > 0 ? 'wrong' : 'right'} />
            <span>
              <b>{nameOf(row)}</b> <span class="quiet">{`since ${since}: `}</span>
              {[...listed('new', broken), ...listed('fixed', mended)].join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A row by its name: "oneDNN 3.12, matmul, bfloat16". */
export function nameOf({ library, version, backend, format }: MatrixRow): string {
  return [`${library} ${version}`.trim(), backend, format].filter((part) => part !== '').join(', ');
}

function listed(word: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${word}: ${ids.join(', ')}`];
}

/** The properties that fail, or could not be run: three, and how many more. */
function idsText({ cells }: MatrixRow): string {
  const all = Object.entries(cells);
  const failing = all.filter(([, { came }]) => came === 'wrong');
  const ids = (failing.length > 0 ? failing : all.filter(([, { came }]) => came === 'unrun')).map(
    ([id]) => id,
  );
  return ids.length <= 3
    ? ids.join(', ')
    : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;
}
