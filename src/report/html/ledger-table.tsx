/** The ledger in plain words: how likely it is that a wrong formula was not seen. */
import type { LedgerLine } from '../../verdict/evidence.ts';
import { ledgerOf, ledgerSentence, powerOfTen } from '../../verdict/ledger-of.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** The sentence, and a row for each class of shapes; nothing, where something fails or nothing counts. */
export function LedgerTable({ verdict }: { readonly verdict: Verdict }) {
  const rows = ledgerOf(verdict);
  const sentence = ledgerSentence(verdict);
  if (rows.length === 0) return null;
  const { unchecked = [] } = verdict;
  return (
    <>
      <h3>What a wrong formula would have had to survive</h3>
      {sentence !== undefined && (
        <p>{`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`}</p>
      )}
      <p class="legend">
        It counts exact problems whose entries were drawn independently (Schwartz and Zippel), and
        says nothing of faults that depend on values, layouts or earlier calls.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keys */}
      <section class="wide" aria-label="Ledger" tabIndex={0}>
        <table class="properties">
          <thead>
            <tr>
              <th scope="col">Shapes</th>
              <th scope="col">a wrong dX passes with</th>
              <th scope="col">a wrong dW passes with</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ shapes, dX, dW }) => (
              <tr key={shapes}>
                <th scope="row">{shapes}</th>
                <Survival line={dX} isUnchecked={unchecked.includes('dX')} />
                <Survival line={dW} isUnchecked={unchecked.includes('dW')} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

interface Odds {
  readonly line: LedgerLine | undefined;
  readonly isUnchecked: boolean;
}

function Survival({ line, isUnchecked }: Odds) {
  if (isUnchecked) return <td>not checked</td>;
  if (line === undefined) return <td>anything: no problem counts</td>;
  const [, power] = powerOfTen(line.bits).split('^');
  return (
    <td>
      {power === undefined ? (
        'no better than 1'
      ) : (
        <>
          at most 10<sup>{power.replace('-', '−')}</sup>
        </>
      )}{' '}
      <span class="quiet">{`${line.problems} problems`}</span>
    </td>
  );
}
