/** Every property, its formula, and what came of it. */
import { triedIn } from '../../verdict/count.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { Equation } from './equation.tsx';
import { anchorOf } from './failure-card.tsx';
import { cameOf, Mark, wordOf } from './mark.tsx';
import { groupOf, propertyGroups } from './property-groups.ts';

/** The table of the properties that were due, by groups. */
export function PropertyTable({ properties: all }: Pick<Verdict, 'properties'>) {
  const properties = all.filter((property) => cameOf(property) !== 'unclaimed');
  const groups = propertyGroups
    .map(({ title }) => ({ title, of: properties.filter(({ id }) => groupOf(id) === title) }))
    .filter(({ of }) => of.length > 0);
  return (
    <section aria-labelledby="properties-title">
      <h2 id="properties-title">
        Properties <small>{properties.length}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keys */}
      <section class="wide" aria-label="Table of properties" tabIndex={0}>
        <table class="properties">
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col">Property</th>
              <th scope="col">Law</th>
              <th scope="col" class="number">
                Problems
              </th>
              <th scope="col">Nearest to its bound</th>
            </tr>
          </thead>
          {groups.map(({ title, of }) => (
            <tbody key={title}>
              <tr class="group">
                <th scope="rowgroup" colSpan={5}>
                  {title}
                </th>
              </tr>
              {of.map((property) => (
                <Row property={property} key={property.id} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </section>
  );
}

function Row({ property }: { readonly property: PropertyVerdict }) {
  const { id, cites, statement } = property;
  const came = cameOf(property);
  const { runs, evidence } = triedIn(property);
  const isTold = came === 'wrong' || came === 'known' || came === 'unrun';
  return (
    <tr class={came}>
      <td class="came">
        <Mark came={came} />
        {wordOf(property)}
      </td>
      <th scope="row">
        {isTold ? <a href={`#${anchorOf(id)}`}>{id}</a> : id}
        <small>{cites}</small>
      </th>
      <td class="law">
        <Equation id={id} />
        <span class="statement">{statement}</span>
        {property.outcome === 'holds weakly' && (
          <span class="note">{property.lacking.join(', ')}</span>
        )}
      </td>
      <td class="number">{runs === 0 ? '–' : runs}</td>
      <td>{evidence === undefined || isTold ? '' : <Nearness closest={evidence.closest} />}</td>
    </tr>
  );
}

/** The largest error as a fraction of the allowed one, as a bar. */
function Nearness({ closest }: { readonly closest: number | undefined }) {
  if (closest === undefined) return <span class="quiet">all exact</span>;
  return (
    <span class="nearness">
      <svg viewBox="0 0 80 8" width="80" height="8" aria-hidden="true">
        <rect class="paper" width="80" height="8" />
        <rect class="part" width={Math.max(1, Math.round(80 * closest))} height="8" />
      </svg>
      {closest.toFixed(2)}
    </span>
  );
}
