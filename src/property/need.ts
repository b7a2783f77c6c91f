import { covers } from '../../claims/covers.ts';
import { missingGradients } from '../../claims/existing-gradients.ts';
import { type ClaimedNeed, claimList } from '../../claims/index.ts';
import type { Border } from '../call/border.ts';
import type { Claims } from '../contract/subject.ts';

/** What a property may need of a subject beyond `backward` on plain problems. */
export type Need = 'forward' | 'two claims' | ClaimedNeed;

/** What a property asks of a subject. */
export interface Needing {
  /** What it must offer or claim beyond `backward`. */
  readonly needs?: Need;
  /** It asks about weights of its own making, which a layer that holds another has not been given. */
  readonly makesWeights?: true;
  /** The gradients that it must have; left out where those that there are will do. */
  readonly gradients?: readonly ('dX' | 'dW')[];
}

/** What a subject lacks: a claim that it does not make; or a function, or gradient, that it has not. */
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

/** What a layer that holds another weight lacks. */
const asGiven = 'W as it is given';

/** What a subject lacks for a property; nothing, when the property can be checked. */
export function unmet(
  { needs: need, gradients = [], makesWeights }: Needing,
  border: Border,
): Lack | undefined {
  const missing = missingGradients(border.claims).find((name) => gradients.includes(name));
  if (missing !== undefined) return { outcome: 'not offered', method: missing };
  if (makesWeights && border.weights.areOther) return { outcome: 'not offered', method: asGiven };
  if (need === undefined) return undefined;
  if (need === 'forward') {
    return border.hasForward ? undefined : { outcome: 'not offered', method: need };
  }
  if (need === 'two claims') {
    if (claimList.filter(({ name, joins }) => joins && border.claims[name]).length > 1)
      return undefined;
    return { outcome: 'not claimed', claim: 'two claims that one call may need' };
  }
  const found = needs.get(need);
  if (found === undefined || covers(border.claims, found.claimed)) return undefined;
  return { outcome: 'not claimed', claim: found.words };
}
