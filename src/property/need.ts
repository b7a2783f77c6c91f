import { covers } from '../../claims/covers.ts';
import { type ClaimedNeed, claimList } from '../../claims/index.ts';
import type { Border } from '../call/border.ts';
import type { Claims } from '../contract/subject.ts';

/** What a property may need of a subject beyond `backward` on plain problems. */
export type Need = 'forward' | ClaimedNeed;

/** How the reason begins when a subject does not claim what a property is about. */
export const notClaimed = 'not claimed';

/** By name, what a subject must claim at least, and how a reason calls it. */
const needs: ReadonlyMap<string, { readonly claimed: Claims; readonly words: string }> = new Map(
  claimList.flatMap(({ name, needs = {} }) =>
    Object.entries(needs).map(([need, value]) => {
      const words = need === name ? name : `${name}: ${JSON.stringify(value)}`;
      return [need, { claimed: { [name]: value }, words }] as const;
    }),
  ),
);

/** Why a property with this need is not checked on a subject; nothing when it is. */
export function unmet(need: Need | undefined, border: Border): string | undefined {
  if (need === undefined) return undefined;
  if (need === 'forward') {
    return border.hasForward ? undefined : 'not checked: the subject has no forward';
  }
  const found = needs.get(need);
  if (found === undefined || covers(border.claims, found.claimed)) return undefined;
  return `${notClaimed}: claims.${found.words}`;
}
