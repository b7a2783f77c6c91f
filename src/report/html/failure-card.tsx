/** One failure, at a glance and in full. */
import { changesWords } from '../../verdict/change.ts';
import type { SmallestProblem, Wrong } from '../../verdict/counterexample.ts';
import { explain, sizesOf } from '../../verdict/explain.ts';
import type { Outcome, PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import type { ReplayCommand } from '../../verdict/see-again.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { Clues } from './clues.tsx';
import { Equation } from './equation.tsx';
import { cameOf, Mark, wordOf } from './mark.tsx';
import { OtherCheckers } from './other-checkers.tsx';
import { Picture } from './picture.tsx';
import { ReplayLine } from './replay-line.tsx';
import { ShrinkTimeline } from './shrink-timeline.tsx';
import { TileMap } from './tile-map.tsx';

/** How much is told of a failure. */
export type FullnessOf = 'in full' | 'as text' | 'in a line';

/** A failure, and how it is asked again. */
export interface Failed {
  readonly verdict: PropertyVerdict;
  readonly replayCommand: ReplayCommand;
  readonly fullness: FullnessOf;
  /** It is the first: open from the start. */
  readonly isOpen: boolean;
}

/** Where a failure is on its page. */
export function anchorOf(id: string): string {
  return `failure-${id}`;
}

/** The card of a failure: its head says what is wrong, and unfolds to all that is known. */
export function FailureCard({ isOpen, ...failed }: Failed) {
  const { verdict, fullness, replayCommand } = failed;
  return (
    <article id={anchorOf(verdict.id)} class="failure">
      <details open={isOpen}>
        <Head verdict={verdict} />
        {fullness === 'in full' && <Everything {...failed} />}
        {fullness === 'as text' && <pre class="said-by">{explain(verdict, replayCommand)}</pre>}
        {fullness === 'in a line' && (
          <p class="note">
            There are too many failures to tell all of them: gradgate explain does.
          </p>
        )}
      </details>
    </article>
  );
}

function Head({ verdict }: { readonly verdict: PropertyVerdict }) {
  return (
    <summary>
      <Mark came={cameOf(verdict)} />
      <h3>
        {verdict.id} <small>{verdict.cites}</small>
      </h3>
      <span class="word">{wordOf(verdict)}</span>
      <p class="reason">{headOf(verdict)}</p>
    </summary>
  );
}

function Everything({ verdict, replayCommand }: Pick<Failed, 'verdict' | 'replayCommand'>) {
  const { id, statement } = verdict;
  const found = smallestIn(verdict);
  const wrong = wrongIn(verdict);
  return (
    <>
      <div class="law">
        <Equation id={id} />
        {/[a-z]{3}/.test(statement) && <p>{statement}</p>}
      </div>
      <Told verdict={verdict} />
      {found !== undefined && (
        <Found {...{ id, found, replayCommand }} {...(wrong === undefined ? {} : { wrong })} />
      )}
    </>
  );
}

/** The first line of why. */
export function headOf(verdict: Outcome): string {
  if (verdict.outcome === 'known to fail') return `${reasonOf(verdict)}; ${headOf(verdict.found)}`;
  const [first = '', ...more] = (reasonOf(verdict) ?? 'it holds').split('\n');
  return more.length === 0 ? first : `${first} …`;
}

function wrongIn(verdict: Outcome): Wrong | undefined {
  if (verdict.outcome === 'known to fail') return wrongIn(verdict.found);
  return verdict.outcome === 'fails' ? verdict.counterexample : undefined;
}

/** What has lines of its own: a traceback, a claim that settles it. */
function Told({ verdict }: { readonly verdict: Outcome }) {
  const reason = reasonOf(verdict) ?? '';
  const inner = verdict.outcome === 'known to fail' ? verdict.found : verdict;
  return (
    <>
      {reason.includes('\n') && <pre class="said-by">{reason}</pre>}
      {inner.outcome === 'our bug' && <pre class="said-by">{inner.stack}</pre>}
      {'settledBy' in inner && inner.settledBy !== undefined && (
        <p class="note">{`${upperFirst(changesWords(inner.settledBy))}.`}</p>
      )}
    </>
  );
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface FoundProps {
  readonly id: string;
  readonly found: SmallestProblem;
  readonly wrong?: Wrong;
  readonly replayCommand: ReplayCommand;
}

function Found({ id, found, wrong, replayCommand }: FoundProps) {
  const { others = [], map, calls = [] } = found;
  return (
    <>
      <Clues found={found} {...(wrong?.kind === 'entries' && { sentence: wrong.sentence })} />
      <div class="part">
        <h4>
          The smallest problem <small>{sizesOf(found)}</small>
        </h4>
        {calls.slice(0, -1).map((made, place) => (
          <div key={place}>
            <p class="quiet">{`Call no. ${place + 1}: ${made.call}, ${sizesOf(made)}`}</p>
            <Picture problem={made} />
          </div>
        ))}
        {calls.slice(-1).map(({ call }) => (
          <p class="quiet" key="last">{`Call no. ${calls.length}, the wrong one: ${call}`}</p>
        ))}
        <Picture problem={found} {...(wrong?.kind === 'entries' && { wrong })} />
        {map !== undefined && <TileMap map={map} />}
      </div>
      <div class="part">
        <h4>Ask it again</h4>
        <ReplayLine {...{ found, replayCommand }} />
      </div>
      <ShrinkTimeline found={found} id={id} />
      {isSeen(found) && (
        <details class="part">
          <summary class="plain">The first problem, with its entries</summary>
          <Picture problem={found.first} />
        </details>
      )}
      {others.length > 0 && <OtherCheckers others={others} />}
    </>
  );
}

/** The first problem is shown where it is another than the smallest, and so few entries say something. */
function isSeen({ first: { X = [], W = [], dY = [] }, shrinks }: SmallestProblem): boolean {
  const entries = [X, W, dY].reduce((sum, rows) => sum + rows.flat().length, 0);
  return shrinks > 0 && entries > 0 && entries <= 500;
}
