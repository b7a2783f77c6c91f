import { covers } from '../../claims/covers.ts';
import { type ClaimedNeed, claimList } from '../../claims/index.ts';
import type { Border } from '../call/border.ts';
import type { Claims } from '../contract/subject.ts';

/** What a property may need of a subject beyond `backward` on plain problems. */
export type Need = 'forward' | ClaimedNeed;

/** What a subject lacks: a claim that it does not make, or a function that it does not have. */
export type Lack =
  | { readonly outcome: 'not claimed'; readonly claim: string }
  | { readonly outcome: 'not offered'; readonly method: string };

/** By name, what a subject must claim at least, and how it stands in a subject. */
const needs: ReadonlyMap<string, { readonly claimed: Claims; readonly words: string }> = new Map(
  claimList.flatMap(({ name, needs = {} }) =>
    Object.entries(needs).map(([need, value]) => {
      const words = need === name ? name : `${name}: ${JSON.stringify(value)}`;
      return [need, { claimed: { [name]: value }, words }] as const;
    }),
  ),
);

/** What a subject lacks for a property with this need; nothing, when the property can be checked. */
export function unmet(need: Need | undefined, border: Border): Lack | undefined {
  if (need === undefined) return undefined;
  if (need === 'forward') {
    return border.hasForward ? undefined : { outcome: 'not offered', method: need };
  }
  const found = needs.get(need);
  if (found === undefined || covers(border.claims, found.claimed)) return undefined;
  return { outcome: 'not claimed', claim: found.words };
}
