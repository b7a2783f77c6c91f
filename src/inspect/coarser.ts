import { claimsText } from '../../claims/needed-by.ts';
import type { Claims } from '../contract/subject.ts';
import { accumulators } from '../number/accumulators.ts';
import { bitsClaimed, coarseness, madeOf, type One, type Told } from './beside-claims.ts';
import { widestOf } from './claims-seen.ts';

/** Claims that let off more than was seen to need it, and those that were not made, a sentence each. */
export function coarser(told: Told): string[] {
  return (['accumulates', 'multiplies', 'fusedSums', 'stores', 'subnormals'] as const).flatMap(
    (claim) => {
      const better = stronger[claim](told);
      return better === undefined ? [] : [`${madeOf(claim, told.claims)}; ${remedy(better)}`];
    },
  );
}

/** The claims to make instead; none, where a claim is better left out; nothing, where it is as seen. */
const stronger = {
  accumulates: ({ claims, all }) => {
    const widest = widestOf(all);
    if (widest === undefined) return undefined;
    const { precision } = accumulators[widest];
    const isWider = all.some((one) => precision > bitsClaimed(one, claims));
    return isWider ? { accumulates: widest } : undefined;
  },
  // Of operands that look as they are given, nobody knows: parts of bfloat16 look like that.
  multiplies: ({ claims, seen: { multiplies }, all }) =>
    multiplies !== undefined &&
    coarseness(claims.multiplies) > coarseness(multiplies) &&
    all.every(isKnown)
      ? { multiplies }
      : undefined,
  fusedSums: ({ claims, all }) =>
    claims.fusedSums !== undefined && all.every(isNearest) ? {} : undefined,
  stores: ({ claims, all }) =>
    claims.stores === 'toward zero' && all.every(({ stored }) => stored === 'nearest even')
      ? {}
      : undefined,
  subnormals: ({ claims, all }) =>
    claims.subnormals !== undefined && all.every(keeps) ? {} : undefined,
} as const satisfies { readonly [Name in keyof Claims]?: (told: Told) => Claims | undefined };

function isKnown({ operands }: One): boolean {
  return operands.every((each) => 'as' in each);
}

function isNearest({ accumulator }: One): boolean {
  return 'rounding' in accumulator && accumulator.rounding.startsWith('nearest');
}

function keeps({ subnormals }: One): boolean {
  return Object.values(subnormals).every((each) => each === 'kept');
}

function remedy(better: Claims): string {
  const text = claimsText(better);
  return text === '' ? 'leave it out to be judged without it' : `claim ${text} to be judged by it`;
}
