import { claimList } from '../../claims/index.ts';
import { claimsText } from '../../claims/needed-by.ts';
import type { Claims, Subject } from '../contract/subject.ts';

/** One thing that a subject could say otherwise of itself. At least one field. */
export interface Change {
  /** What it says now, and then would not say. */
  readonly insteadOf?: Claims;
  /** What it would say; left out, where one claim less is all. */
  readonly claims?: Claims;
  /** The number format that it would have. */
  readonly numberFormat?: Subject['numberFormat'];
}

/** Of one failure: "it holds with claims: { subnormals: 'flushed' }", "asked because of bias: true". */
export function changesWords(changes: readonly Change[]): string {
  const demands = demandsIn(changes);
  const asked = demands === '' ? [] : [`asked because of ${demands}`];
  return [...asked, ...changes.filter((each) => !isLess(each)).map(wordsOf)].join('; or ');
}

/** Of everything that fails: what is going on, and what to do about it; then the other changes. */
export function changesSentence(changes: readonly Change[]): string {
  const demands = demandsIn(changes);
  const [first, ...others] = changes.filter((each) => !isLess(each));
  const asked = `is asked only because of ${demands}`;
  const [told, also] =
    demands === ''
      ? [first && sentenceOf(first), others]
      : [asked, first ? [first, ...others] : []];
  const more = also.map((each) => ` Or ${wordsOf(each)}.`).join('');
  return `Everything that fails here ${told}.${more}`;
}

function wordsOf({ insteadOf, claims, numberFormat }: Change): string {
  if (numberFormat !== undefined) return `it holds with numberFormat: '${numberFormat}'`;
  if (claims === undefined) return `it holds without ${claimsText(insteadOf ?? {})}`;
  const held = `it holds with claims: { ${claimsText(claims)} }`;
  return insteadOf === undefined ? held : `${held}, not ${claimsText(insteadOf)}`;
}

function sentenceOf(change: Change): string {
  const { insteadOf, claims = {}, numberFormat } = change;
  const held = wordsOf(change).replace(/^it /, '');
  if (numberFormat !== undefined) return `${held}: say so if that is what it computes in`;
  if (insteadOf !== undefined) return held;
  const { involves = '', when } = claimList.find(({ name }) => name in claims)?.settles ?? {};
  return `${involves}${held}: make that claim if ${when}`;
}

/** Whether less is asked then: the claim says neither how sums are judged nor how a problem is put. */
function isLess({ insteadOf }: Change): boolean {
  if (insteadOf === undefined) return false;
  return !claimList.some(
    ({ name, weakens, settles }) => name in insteadOf && (weakens || settles !== undefined),
  );
}

/** The claims without any one of which what fails is not asked. */
function demandsIn(changes: readonly Change[]): string {
  const demands = changes.filter(isLess).map(({ insteadOf = {}, claims }) => {
    const less = claims === undefined ? '' : ` (with ${claimsText(claims)} it holds)`;
    return `${claimsText(insteadOf)}${less}`;
  });
  return demands.join(', together with ');
}
