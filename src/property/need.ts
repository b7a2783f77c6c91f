import type { Border } from '../call/border.ts';

/** What a property may need of a subject beyond `backward` on plain problems. */
const needs = {
  forward: ['the subject has no forward', ({ hasForward }: Border) => hasForward],
  layouts: ['layouts', ({ claims }: Border) => claims.layouts !== undefined],
  emptyExtents: ['emptyExtents', ({ claims }: Border) => claims.emptyExtents === true],
  batching: ['batching', ({ claims }: Border) => claims.batching !== undefined],
  broadcasting: ['batching: "broadcast"', ({ claims }: Border) => claims.batching === 'broadcast'],
  vectors: ['vectors', ({ claims }: Border) => claims.vectors === true],
  transposeFlags: ['transposeFlags', ({ claims }: Border) => claims.transposeFlags === true],
  scaling: ['scaling', ({ claims }: Border) => claims.scaling === true],
  bias: ['bias', ({ claims }: Border) => claims.bias === true],
  subsets: ['subsets', ({ claims }: Border) => claims.subsets === true],
  destinations: ['destinations', ({ claims }: Border) => claims.destinations !== undefined],
  aliasedDestinations: [
    'aliasedDestinations',
    ({ claims }: Border) => claims.aliasedDestinations === true,
  ],
  sharedOperand: ['sharedOperand', ({ claims }: Border) => claims.sharedOperand === true],
  nonFinite: ['nonFinite', ({ claims }: Border) => claims.nonFinite !== undefined],
} as const;

/** How the reason begins when a subject does not claim what a property is about. */
export const notClaimed = 'not claimed';

export type Need = keyof typeof needs;

/** Why a property with this need is not checked on a subject; nothing when it is. */
export function unmet(need: Need | undefined, border: Border): string | undefined {
  if (need === undefined) return undefined;
  const [name, has] = needs[need];
  if (has(border)) return undefined;
  return name.startsWith('the ') ? `not checked: ${name}` : `${notClaimed}: claims.${name}`;
}
