/** What is known of the cause: the diagnosis, the vote of three routes, and where it fails. */
import type { ComponentChildren } from 'preact';
import type { SmallestProblem } from '../../verdict/counterexample.ts';
import { type FailsWhere, failsWhereSentence, type Tally } from '../../verdict/fails-where.ts';
import { Mark } from './mark.tsx';

interface Known {
  readonly found: SmallestProblem;
  /** What the wrong entry says about itself. */
  readonly sentence?: string | undefined;
}

/** Each clue that there is; nothing, where there is none. */
export function Clues({ found, sentence }: Known) {
  const { diagnosis, candidates, oddOneOut, failsWhere } = found;
  return (
    <div class="clues">
      {diagnosis !== undefined && (
        <Clue title="Diagnosis">
          <p class="diagnosis">{diagnosis}</p>
        </Clue>
      )}
      {diagnosis === undefined && candidates !== undefined && (
        <Clue title="Diagnosis">
          <Candidates list={candidates} />
        </Clue>
      )}
      {sentence !== undefined && (
        <Clue title="Read off the entry">
          <p>{sentence}</p>
        </Clue>
      )}
      {oddOneOut !== undefined && (
        <Clue title="Three routes, on this problem">
          <Votes oddOneOut={oddOneOut} />
        </Clue>
      )}
      {failsWhere !== undefined && (
        <Clue title="Where it fails">
          <p>{failsWhereSentence(failsWhere)}</p>
          {failsWhere !== 'out of time' && <Tallies found={failsWhere} />}
        </Clue>
      )}
    </div>
  );
}

/** What explains it, where several things do. */
function Candidates({ list }: { readonly list: readonly string[] }) {
  if (list.length === 0) return <p>No known pattern.</p>;
  return (
    <>
      <p>It may be that</p>
      <ul>
        {list.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}

function Clue({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="clue">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

function Votes({ oddOneOut }: { readonly oddOneOut: 'backward' | 'forward' | 'both' }) {
  const isRight = (pass: 'backward' | 'forward'): boolean =>
    oddOneOut !== 'both' && oddOneOut !== pass;
  const routes = [
    { name: 'the formulas', right: true },
    { name: 'its forward pass', right: isRight('forward') },
    { name: 'its backward pass', right: isRight('backward') },
  ];
  return (
    <ul class="votes">
      {routes.map(({ name, right }) => (
        <li key={name}>
          <Mark came={right ? 'right' : 'wrong'} />
          <span>
            {name} <span class="quiet">{right ? 'right' : 'wrong'}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Tallies({ found: { condition, inside, outside } }: { readonly found: FailsWhere }) {
  const rows: readonly (readonly [string, Tally])[] = [
    [condition.length === 0 ? 'fresh problems' : condition.join(', '), inside],
    ...(condition.length === 0 ? [] : [['all others', outside] as const]),
  ];
  return (
    <table class="tallies">
      <caption class="said">Fresh problems that fail</caption>
      <tbody>
        {rows.map(([words, { failed, asked }]) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>
              <Share part={failed} of={asked} />
              {`${failed} of ${asked}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ part, of }: { readonly part: number; readonly of: number }) {
  const width = of === 0 ? 0 : Math.round((120 * part) / of);
  return (
    <svg class="share" viewBox="0 0 120 10" width="120" height="10" aria-hidden="true">
      <rect class="paper" width="120" height="10" />
      <rect class="part" width={width} height="10" />
    </svg>
  );
}
