/** Libraries down, groups of properties across. */
import { type Came, Mark } from '../html/mark.tsx';
import { groupOf, propertyGroups } from '../html/property-groups.ts';
import { type MatrixCell, type MatrixRow, nearestOf } from './matrix-row.ts';
import { standingOf, standings, worstOf } from './standings.ts';
import { nameOf } from './wrongs.tsx';

/** The table. A cell that is not simply right opens what is known of it, without a script. */
export function MatrixTable({ rows }: { readonly rows: readonly MatrixRow[] }) {
  const titles = propertyGroups
    .map(({ title }) => title)
    .filter((title) =>
      rows.some(({ cells }) => Object.keys(cells).some((id) => groupOf(id) === title)),
    );
  return (
    <section class="of-all" aria-labelledby="matrix-title">
      <h2 id="matrix-title">
        The matrix <small>{rows.length}</small>
      </h2>
      <p class="legend">
        A number is the largest error, divided by what it may be. Cells that are not simply right
        open what is known of them.
      </p>
      <p class="only">
        <label>
          <input type="checkbox" id="only" /> only rows with something wrong, known or not run
        </label>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keys */}
      <section class="wide" aria-label="Table of verdicts" tabIndex={0}>
        <table class="matrix-of-all">
          <thead>
            <tr>
              <th scope="col">Library</th>
              <th scope="col">Verdict</th>
              {titles.map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <Row {...{ row, titles, place }} key={nameOf(row)} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

interface RowProps {
  readonly row: MatrixRow;
  readonly titles: readonly string[];
  readonly place: number;
}

function Row({ row, titles, place }: RowProps) {
  const { library, version, backend, format, report } = row;
  const standing = standingOf(row);
  const name = `${library} ${version}`.trim();
  return (
    <tr class={standing === 'right' ? 'clean' : undefined}>
      <th scope="row">
        {report === undefined ? name : <a href={report}>{name}</a>}
        <small>{[backend, format].filter((part) => part !== '').join(', ')}</small>
      </th>
      <td class={`verdict ${standing}`}>
        <Mark came={standing} />
        {standings[standing]}
        {row.nearest !== undefined && <span class="nearest">{row.nearest.toFixed(2)}</span>}
      </td>
      {titles.map((title, column) => (
        <Cell
          cells={Object.entries(row.cells).filter(([id]) => groupOf(id) === title)}
          title={`${nameOf(row)}: ${title.toLowerCase()}`}
          id={`cell-${place}-${column}`}
          key={title}
        />
      ))}
    </tr>
  );
}

interface CellProps {
  readonly cells: readonly (readonly [id: string, cell: MatrixCell])[];
  readonly title: string;
  readonly id: string;
}

const words = {
  ...{ right: 'right', weak: 'weak', wrong: 'wrong', known: 'known' },
  ...{ unclaimed: 'not claimed', unrun: 'not run' },
} as const satisfies Record<Came, string>;

function Cell({ cells, title, id }: CellProps) {
  const came = worstOf(cells.map(([, cell]) => cell.came));
  const nearest = nearestOf(cells.map(([, cell]) => cell));
  const told = cells.filter(([, cell]) => cell.why !== undefined && cell.came !== 'unclaimed');
  const shown = (
    <>
      <Mark came={came} />
      <span class="word">{words[came]}</span>
      {nearest !== undefined && <span class="nearest">{nearest.toFixed(2)}</span>}
    </>
  );
  if (cells.length === 0) return <td class="unclaimed">not recorded</td>;
  if (told.length === 0) return <td class={came}>{shown}</td>;
  return (
    <td class={came}>
      <button type="button" popovertarget={id} aria-label={`${title}: ${words[came]}, open`}>
        {shown}
      </button>
      <div id={id} popover="auto" class="opened">
        <h3>{title}</h3>
        {told.map(([property, cell]) => (
          <div key={property}>
            <h4>
              <Mark came={cell.came} />
              {`${property}: ${words[cell.came]}`}
            </h4>
            <pre>{cell.why}</pre>
          </div>
        ))}
      </div>
    </td>
  );
}
