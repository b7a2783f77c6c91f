/** Every failure on a page of a size that mail and CI carry: less of each, once there are many. */
import { renderToString } from 'preact-render-to-string';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import { storiesOf } from '../stories-of.ts';
import { FailureCard, type FullnessOf } from './failure-card.tsx';

interface Told {
  readonly failures: readonly PropertyVerdict[];
  readonly replayCommand: ReplayCommand;
}

/** Up to so many characters of all failures together, the next one is told so fully. */
const room: readonly (readonly [characters: number, fullness: FullnessOf])[] = [
  [1_100_000, 'in full'],
  [1_500_000, 'as text'],
];

/** The failures by what is behind them, the first of them open; those that fail for one cause stand together. */
export function Failures({ failures, replayCommand }: Told) {
  let length = 0;
  // Each is written once, as its length is asked for; what it says is escaped by then.
  const written = (verdict: PropertyVerdict, isOpen: boolean): string => {
    const [, fullness = 'in a line'] = room.find(([characters]) => length < characters) ?? [];
    const card = renderToString(<FailureCard {...{ verdict, replayCommand, fullness, isOpen }} />);
    length += card.length;
    return card;
  };
  const cards = storiesOf(failures).map(({ failure, alike }, place) => {
    const first = written(failure, place === 0);
    const others = failures.filter(({ id }) => alike.includes(id));
    return first + alikeOf(others.map((each) => written(each, false)));
  });
  return (
    <section id="failures" aria-labelledby="failures-title">
      <h2 id="failures-title">
        Failures <small>{failures.length}</small>
      </h2>
      <p class="legend">
        In a matrix, a frame with a cut corner marks a wrong entry, the double frame the one that is
        told, and a yellow line the row and the column that it sums.
      </p>
      <div dangerouslySetInnerHTML={{ __html: cards.join('') }} />
    </section>
  );
}

/** Cards of failures that look like the one above. */
function alikeOf(cards: readonly string[]): string {
  if (cards.length === 0) return '';
  return renderToString(
    <details class="alike">
      <summary class="plain">{`The same in ${cards.length} more`}</summary>
      <div dangerouslySetInnerHTML={{ __html: cards.join('') }} />
    </details>,
  );
}
