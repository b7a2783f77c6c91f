import { claimList } from '../../claims/index.ts';
import { claimsText } from '../../claims/needed-by.ts';
import type { Claims } from '../contract/subject.ts';
import { bearingOf } from './bearing-of.ts';
import type { Outcome } from './property-verdict.ts';

/** The claims that settle all that is wrong; nothing, where something else is, or was not run. */
export function settledBy(outcomes: readonly Outcome[]): Claims | undefined {
  const bad = outcomes.filter((each) => !['judged', 'unjudged'].includes(bearingOf(each)));
  const claims = bad.map((each) => (each.outcome === 'fails' ? each.settledBy : undefined));
  const [first] = claims;
  const same = claims.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return same ? first : undefined;
}

/** What is going on, and what to do about it. */
export function settledSentence(claims: Claims): string {
  const { involves = '', when } = claimList.find(({ name }) => name in claims)?.settles ?? {};
  return (
    `Everything that fails here ${involves}holds with claims: { ${claimsText(claims)} }: ` +
    `make that claim if ${when}.`
  );
}
