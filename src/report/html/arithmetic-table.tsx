import { claimsText } from '../../../claims/needed-by.ts';
import type { ArithmeticSeen, ArithmeticTold } from '../../verdict/arithmetic-seen.ts';

/** How the subject sums, as `gradgate inspect` sees it; nothing was judged by it. */
export function ArithmeticTable({ seen }: { readonly seen: ArithmeticSeen }) {
  return (
    <>
      <h3>How it sums</h3>
      {'unknown' in seen ? (
        <p>{`This could not be seen: ${seen.unknown}`}</p>
      ) : (
        <Aspects told={seen} />
      )}
    </>
  );
}

function Aspects({
  told: { size, products, claims, warnings },
}: {
  readonly told: ArithmeticTold;
}) {
  const aspects = [...new Set(Object.values(products).flatMap((each) => Object.keys(each)))];
  const borne = claimsText(claims);
  return (
    <>
      <p class="quiet">{`As seen in sums of ${size} terms; nothing was judged by it.`}</p>
      {warnings.map((warning) => (
        <p class="note" key={warning}>
          {warning}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keys */}
      <section class="wide" aria-label="How it sums" tabIndex={0}>
        <table class="properties">
          <thead>
            <tr>
              <th scope="col">Aspect</th>
              {Object.keys(products).map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {aspects.map((aspect) => (
              <tr key={aspect}>
                <th scope="row">{aspect}</th>
                {Object.entries(products).map(([name, each]) => (
                  <td key={name}>{each[aspect] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        {borne === '' ? 'It bears no claim out.' : 'It bears out '}
        {borne !== '' && <code>{`claims: { ${borne} }`}</code>}
      </p>
    </>
  );
}
