/** What was covered, as pictures: which problems came and which did not, and how near answers were to their bounds. */
import { claims as catalogue } from '../../../claims/index.ts';
import { entryKinds } from '../../problem/draw/draw-entries.ts';
import { triedIn } from '../../verdict/count.ts';
import {
  addDistances,
  addDrawn,
  type Counts,
  type Distances,
  type DrawnCounts,
} from '../../verdict/drawn-counts.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { DistanceHistogram } from './distance-histogram.tsx';
import { axisGaps, ExtentGrid } from './extent-grid.tsx';
import { LedgerTable } from './ledger-table.tsx';

/** The section; nothing, where no problem was asked that is told of. */
export function Covered({ verdict }: { readonly verdict: Verdict }) {
  const evidence = verdict.properties.flatMap((property) => triedIn(property).evidence ?? []);
  const [first, ...rest] = evidence.flatMap(({ drawn }) => drawn ?? []);
  if (first === undefined) return null;
  const drawn = rest.reduce(addDrawn, first);
  const distances = evidence.reduce<Distances>(
    (sum, each) => addDistances(sum, each.distances ?? {}),
    {},
  );
  const gaps = gapsIn(drawn, verdict.run.claims);
  return (
    <section aria-labelledby="covered-title">
      <h2 id="covered-title">What was covered</h2>
      <h3>Extents</h3>
      <ExtentGrid extents={drawn.extents} />
      <div class="bar-charts">
        <Bars title="Entries" counts={drawn.entries} />
        <Bars title="Layouts" counts={drawn.layouts} />
        <Bars title="Batches" counts={drawn.batches} />
      </div>
      <h3>Gaps</h3>
      <p>{gaps.length === 0 ? 'None: every kind above that is due came.' : gapsText(gaps)}</p>
      <h3>How near answers came to their bounds</h3>
      <DistanceHistogram distances={distances} />
      <LedgerTable verdict={verdict} />
    </section>
  );
}

function gapsText(gaps: readonly string[]): string {
  return `No problem had ${gaps.join('; ')}.`;
}

/** What never came, by name: of extents, of entries, and of what is claimed. */
function gapsIn(drawn: DrawnCounts, claims: Verdict['run']['claims']): string[] {
  const { layouts, batching } = claims;
  const lying = layouts === 'all' ? (catalogue.layouts.some ?? []) : [layouts ?? []].flat();
  return [
    ...axisGaps(drawn.extents, claims['emptyExtents'] === true),
    ...entryKinds.filter((kind) => !drawn.entries[kind]).map((kind) => `${kind} entries`),
    ...lying.filter((kind) => !drawn.layouts[String(kind)]).map((kind) => `the layout ${kind}`),
    ...(batching !== undefined && Object.keys(drawn.batches).length === 0 ? ['a batch'] : []),
  ];
}

/** How often each of some things came, the most frequent first. */
function Bars({ title, counts }: { readonly title: string; readonly counts: Counts }) {
  const rows = Object.entries(counts).sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1));
  const most = Math.max(1, ...rows.map(([, count]) => count));
  if (rows.length === 0) return null;
  return (
    <table class="bars">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <svg viewBox="0 0 100 10" width="100" height="10" aria-hidden="true">
                <rect
                  class="part"
                  width={Math.max(1, Math.round((100 * count) / most))}
                  height="10"
                />
              </svg>
              {count}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
