import type { Claims } from '../contract/subject.ts';

/**
 * Claims without those that may not stand beside a fused loss: what changes Y, and what has no target. They are
 * reported as not claimed.
 */
export function besideLoss(claims: Claims): Claims {
  if (claims.loss === undefined) return claims;
  const { scaling, epilogue, sharedOperand, grouping, nonFinite, overflow, ...others } = claims;
  return others;
}
