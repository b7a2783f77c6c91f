/** Every failure on a page of a size that mail and CI carry: less of each, once there are many. */
import { renderToString } from 'preact-render-to-string';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
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

/** The failures in their order, the first of them open. */
export function Failures({ failures, replayCommand }: Told) {
  // Each is written once, as its length is asked for; what it says is escaped by then.
  const cards = failures.reduce((written, verdict, place) => {
    const [, fullness = 'in a line'] =
      room.find(([characters]) => written.length < characters) ?? [];
    const card = { verdict, replayCommand, fullness, isOpen: place === 0 };
    return written + renderToString(<FailureCard {...card} />);
  }, '');
  return (
    <section id="failures" aria-labelledby="failures-title">
      <h2 id="failures-title">
        Failures <small>{failures.length}</small>
      </h2>
      <p class="legend">
        In a matrix, a frame with a cut corner marks a wrong entry, the double frame the one that is
        told, and a yellow line the row and the column that it sums.
      </p>
      <div dangerouslySetInnerHTML={{ __html: cards }} />
    </section>
  );
}
