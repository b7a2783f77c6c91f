/** How the first failing problem became the smallest: a picture of the whole path, and every step. */
import { at } from '../../at.ts';
import type { SmallestProblem, Step } from '../../verdict/counterexample.ts';
import { shrinkingSentences } from '../../verdict/shrinking-sentences.ts';
import { numberText } from './number-text.ts';
import { pathOf, ShrinkPath } from './shrink-path.tsx';
import { simplerText, stillFailsText } from './simpler-text.ts';

/** The timeline of a failure. Without a script it is a list; with one, it is stepped through. */
export function ShrinkTimeline({ found, id }: { found: SmallestProblem; id: string }) {
  const { steps, shrinking } = found;
  const [first] = steps;
  if (first === undefined) return null;
  const { xAt } = pathOf(steps);
  const largest = Math.max(1, ...Object.values(first.shape));
  return (
    <div class="part timeline">
      <h4>{titleOf(steps.length)}</h4>
      {steps.length > 1 && <ShrinkPath steps={steps} />}
      {steps.length > 1 && <Stepper last={steps.length - 1} id={id} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keys */}
      <ol tabIndex={0} aria-label="Steps of the path">
        {steps.map((step, place) => (
          <StepItem
            {...{ step, place, largest }}
            before={place === 0 ? undefined : at(steps, place - 1)}
            last={steps.length - 1}
            x={xAt(place)}
            key={place}
          />
        ))}
      </ol>
      {shrinkingSentences(shrinking).map((sentence) => (
        <p class="quiet" key={sentence}>
          {sentence}
        </p>
      ))}
    </div>
  );
}

function titleOf(count: number): string {
  if (count === 1) return 'How it shrank: the first problem that failed is the smallest';
  return `How it shrank, in ${count - 1} ${count === 2 ? 'step' : 'steps'}`;
}

function Stepper({ last, id }: { readonly last: number; readonly id: string }) {
  return (
    <div class="stepper" hidden>
      <button type="button">← Back</button>
      <input type="range" min="0" max={last} value="0" aria-label={`Step of the path of ${id}`} />
      <button type="button">Next →</button>
    </div>
  );
}

interface Item {
  readonly step: Step;
  readonly before: Step | undefined;
  readonly place: number;
  readonly last: number;
  readonly largest: number;
  readonly x: number;
}

function StepItem({ step, before, place, last, largest, x }: Item) {
  const { m, n, k } = step.shape;
  const name =
    place === 0 ? 'Found' : place === last ? `Step ${place}, the smallest` : `Step ${place}`;
  return (
    <li data-x={x}>
      <Sizes shape={step.shape} largest={largest} />
      <div>
        <h5>{name}</h5>
        <p>
          {`X ${m}×${n} · W ${n}×${k}, ${step.nonZero} entries not 0, the largest ${numberText(step.largest)}`}
          {step.more === undefined ? '' : `, ${step.more}`}
        </p>
        <p>
          <span class="key">simpler:</span> {simplerText(step, before)}
        </p>
        <p>
          <span class="key">still fails:</span> {stillFailsText(step)}
        </p>
      </div>
    </li>
  );
}

/** X, W and dY as boxes to one scale. */
function Sizes({ shape: { m, n, k }, largest }: { shape: Step['shape']; largest: number }) {
  const side = (extent: number): number => Math.max(2, Math.round((36 * extent) / largest));
  const boxes = [
    ['X', n, m],
    ['W', k, n],
    ['dY', k, m],
  ] as const;
  return (
    <svg class="sizes" viewBox="0 0 132 52" aria-hidden="true">
      {boxes.map(([name, width, height], place) => (
        <g transform={`translate(${place * 46} 0)`} key={name}>
          <rect
            width={side(width)}
            height={side(height)}
            class={width * height === 0 ? 'void' : ''}
          />
          <text y="50">{name}</text>
        </g>
      ))}
    </svg>
  );
}
