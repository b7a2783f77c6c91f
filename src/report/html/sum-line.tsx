import { apart, numberText } from './number-text.ts';
import type { Term, WrittenSum } from './written-sum.ts';

/** So many terms are written out. */
const most = 12;

/** The sum behind an entry, with values: what the answer lacks is struck through. */
export function SumLine({ sum: { name, terms, expected, actual } }: { readonly sum: WrittenSum }) {
  const [right, is] = apart(expected, actual);
  const told = terms.filter(({ value, values }) => value !== 0 || values.some(Number.isNaN));
  const shown = (told.length === 0 ? terms : told).slice(0, most);
  const zeros = told.length === 0 ? 0 : terms.length - told.length;
  const more = told.length - shown.length;
  const fates = [...new Set(shown.map(({ fate }) => fate))].filter((fate) => fate !== 'summed');
  return (
    <div class="sum">
      <p>
        <b>{name}</b>
        {' = '}
        {shown.map((term, place) => (
          <span key={term.left + term.right}>
            {place > 0 && ' + '}
            <TermText term={term} />
          </span>
        ))}
        {more > 0 && ` + ${more} more`}
        {zeros > 0 && (
          <span class="quiet">
            {zeros === 1 ? ' + a term that is 0' : ` + ${zeros} terms that are 0`}
          </span>
        )}
        {' = '}
        <b class="expected">{right}</b>
        {', but the answer is '}
        <b class="actual">{is}</b>
      </p>
      {fates.map((fate) => (
        <p class="quiet" key={fate}>
          {fateText[fate]}
        </p>
      ))}
    </div>
  );
}

const fateText = {
  missing: 'Struck through: without it, the sum is the answer.',
  twice: 'Underlined twice: with it twice, the sum is the answer.',
  'with the wrong sign': 'Underlined: with the other sign, the sum is the answer.',
} as const satisfies Record<Exclude<Term['fate'], 'summed'>, string>;

function TermText({ term: { left, right, values, fate } }: { readonly term: Term }) {
  const text = (
    <>
      {`${left}·${right}`}
      <i>{` (${values.map(numberText).join(' · ')})`}</i>
    </>
  );
  return fate === 'missing' ? <del>{text}</del> : <span class={fates[fate]}>{text}</span>;
}

const fates = {
  summed: 'term',
  twice: 'term twice',
  'with the wrong sign': 'term negated',
} as const;
