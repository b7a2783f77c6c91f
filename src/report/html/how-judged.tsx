/** How a verdict was come by, and what it says nothing of. */
import type { ComponentChildren } from 'preact';
import { canariesText } from '../../verdict/is-void.ts';
import { sizesSentence } from '../../verdict/sizes-sentence.ts';
import { uncheckedSentence } from '../../verdict/unchecked-sentence.ts';
import type { RunInfo, Verdict } from '../../verdict/verdict.ts';
import { formatsOf, howOf, judgedAs } from '../heading.ts';
import { ArithmeticTable } from './arithmetic-table.tsx';

interface HowProps {
  readonly verdict: Verdict;
  /** Where it was judged. */
  readonly environment?: string;
}

/** Arithmetic, claims, profile, seed and canaries; then what was not checked. */
export function HowJudged({ verdict, environment }: HowProps) {
  const { run, canaries, gradgate } = verdict;
  const as = judgedAs(run);
  const sizes = sizesSentence(verdict);
  return (
    <section aria-labelledby="how-title">
      <h2 id="how-title">How it was judged</h2>
      <dl class="facts">
        <Fact name="Arithmetic">
          {formatsOf(run)}
          {as === undefined ? '' : `; ${as}`}
        </Fact>
        <Fact name="Run">{[...howOf(run), `gradgate ${gradgate}`].join(', ')}</Fact>
        {environment !== undefined && <Fact name="Environment">{environment}</Fact>}
        <Fact name="Claims">
          <Claims claims={run.claims} />
        </Fact>
        {canaries !== undefined && <Fact name="Canaries">{canariesText(canaries)}</Fact>}
        {sizes !== undefined && <Fact name="Sizes">{sizes}</Fact>}
      </dl>
      <h3>What was not checked</h3>
      <NotChecked verdict={verdict} />
      {verdict.arithmetic !== undefined && <ArithmeticTable seen={verdict.arithmetic} />}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Claims({ claims }: Pick<RunInfo, 'claims'>) {
  const all = Object.entries(claims);
  if (all.length === 0) return <>none: it sees dense matrices only</>;
  return (
    <ul class="chips">
      {all.map(([name, value]) => (
        <li key={name}>{value === true ? name : `${name}: ${[value].flat().join(', ')}`}</li>
      ))}
    </ul>
  );
}

/** By what is missing, the properties that nothing is said of. */
function NotChecked({ verdict: { properties, run, conclusion } }: { readonly verdict: Verdict }) {
  const lacks = properties.flatMap((property) => {
    if (property.outcome === 'not claimed') {
      return [{ id: property.id, why: `needs the claim ${property.claim}` }];
    }
    if (property.outcome !== 'not offered') return [];
    return [{ id: property.id, why: `the subject has no ${property.method}` }];
  });
  const unchecked = uncheckedSentence(run);
  if (lacks.length === 0 && unchecked === undefined) return <p>Nothing was left out.</p>;
  const list = (
    <ul class="lacks">
      {unchecked !== undefined && <li>{unchecked}</li>}
      {lacks.map(({ id, why }) => (
        <li key={id}>
          {id} <span class="quiet">{why}</span>
        </li>
      ))}
    </ul>
  );
  // Who looks for a failure need not pass by all of them.
  if (conclusion !== 'violated' || lacks.length < few) return list;
  return (
    <details>
      <summary class="plain">{`${lacks.length} properties that need claims, or are not offered`}</summary>
      {list}
    </details>
  );
}

const few = 4;
