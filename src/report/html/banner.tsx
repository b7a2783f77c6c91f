/** The verdict, at a glance. */

import { changesSentence } from '../../verdict/change.ts';
import { notReproducedText } from '../../verdict/not-reproduced.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import { sinceSentence } from '../../verdict/since-base.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { staleSentences } from '../../verdict/stale-sentences.ts';
import { uncheckedSentence } from '../../verdict/unchecked-sentence.ts';
import type { Conclusion, Verdict } from '../../verdict/verdict.ts';
import { heading } from '../heading.ts';
import { anchorOf, headOf } from './failure-card.tsx';
import { type Came, cameOf, Mark } from './mark.tsx';
import { ReplayLine } from './replay-line.tsx';

interface Told {
  readonly verdict: Verdict;
  readonly failures: readonly PropertyVerdict[];
  readonly replayCommand: ReplayCommand;
}

/** The conclusion in one sentence, how many properties came out how, and the first failure in short. */
export function Banner({ verdict, failures, replayCommand }: Told) {
  const { run, conclusion, properties, trouble, settledBy, complete } = verdict;
  const came = tones[conclusion];
  const unchecked = uncheckedSentence(run);
  return (
    <section class={`banner ${came}`} aria-label="The verdict">
      <p class="subject">{run.subject}</p>
      <h1>
        <Mark came={came} />
        <span>{leadOf(heading(verdict))}</span>
      </h1>
      {unchecked !== undefined && <p class="note">{unchecked}.</p>}
      {!complete && (
        <p class="note">The run did not finish. What was judged before stands below.</p>
      )}
      {trouble !== undefined && (
        <pre class="said-by">{`The subject threw outside of all calls: ${trouble}`}</pre>
      )}
      {conclusion === 'not reproduced' && (
        <pre class="said-by">{notReproducedText(verdict, replayCommand)}</pre>
      )}
      {settledBy !== undefined && <p class="note">{changesSentence(settledBy)}</p>}
      {verdict.since !== undefined && <p class="note">{sinceSentence(verdict.since)}.</p>}
      {staleSentences(verdict).map((stale) => (
        <p class="note" key={stale}>
          {stale}.
        </p>
      ))}
      <Tally properties={properties} />
      {failures.slice(0, 1).map((first) => (
        <Glance {...{ first, replayCommand }} key={first.id} />
      ))}
    </section>
  );
}

const tones = {
  verified: 'right',
  violated: 'wrong',
  'not run': 'unrun',
  void: 'unrun',
  bug: 'unrun',
  'not reproduced': 'known',
} as const satisfies Record<Conclusion, Came>;

/** "NOT verified, 3 of 20 properties are violated, 9 not claimed": what the tally says again is left out. */
function leadOf(text: string): string {
  const tail =
    /, \d+ (?:of them on weak evidence|not checked|not claimed|known to fail|not judged).*$/;
  const lead = text.replace(tail, '').replace(', ', ': ');
  return `${lead.charAt(0).toUpperCase()}${lead.slice(1)}`;
}

const tallied = {
  right: 'hold',
  weak: 'hold on weak evidence',
  wrong: 'fail',
  known: 'known to fail',
  unclaimed: 'not claimed or not checked',
  unrun: 'could not be judged',
} as const satisfies Record<Came, string>;

function Tally({ properties }: Pick<Verdict, 'properties'>) {
  const counts = Object.entries(tallied).flatMap(([came, words]) => {
    const some = properties.filter((property) => cameOf(property) === came);
    const [first] = some;
    return first === undefined ? [] : [{ came: cameOf(first), words, count: some.length }];
  });
  return (
    <ul class="tally">
      {counts.map(({ came, words, count }) => (
        <li key={words}>
          <Mark came={came} />
          <span>
            <b>{count}</b> {words}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Glance({
  first,
  replayCommand,
}: Pick<Told, 'replayCommand'> & { first: PropertyVerdict }) {
  const found = smallestIn(first);
  return (
    <div class="glance">
      <p>
        <a href={`#${anchorOf(first.id)}`}>{first.id}</a> {first.statement}
      </p>
      <p class="reason">{headOf(first)}</p>
      {found?.diagnosis !== undefined && <p class="diagnosis">{found.diagnosis}</p>}
      {found !== undefined && <ReplayLine {...{ found, replayCommand }} />}
    </div>
  );
}
