/** What was seen beside what is claimed, for whoever compares them. */
import { claimsText } from '../../claims/needed-by.ts';
import type { Claims } from '../contract/subject.ts';
import { accumulators } from '../number/accumulators.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { Seen } from './inspection.ts';

/** What was seen of one product at one size, and the bits of what it is stored in. */
export type One = Seen & { readonly product: ProductName; readonly precision: number };

/** What was seen, and what is claimed. */
export interface Told {
  readonly claims: Claims;
  /** The claims that follow from what was seen. */
  readonly seen: Claims;
  readonly all: readonly One[];
}

/** A claim as it is made, or that it is not. */
export function madeOf(claim: keyof Claims, claims: Claims): string {
  const value = claims[claim];
  return value === undefined ? `nothing is said of ${claim}` : claimsText({ [claim]: value });
}

/** The bits that sums have by what is claimed. */
export function bitsClaimed({ precision }: One, { accumulates }: Claims): number {
  return accumulates === undefined ? precision : accumulators[accumulates].precision;
}

/** What operands are rounded to, the finest first. */
const multiplied: readonly Claims['multiplies'][] = [undefined, 'tf32', 'float16', 'bfloat16'];

/** How much `multiplies` lets off: 0 where it is not claimed. */
export function coarseness(format: Claims['multiplies']): number {
  return multiplied.indexOf(format);
}
