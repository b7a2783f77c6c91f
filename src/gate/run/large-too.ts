import type { Border } from '../../call/border.ts';
import type { Property } from '../../property/property.ts';
import { triedIn } from '../../verdict/count.ts';
import { noEvidence, together } from '../../verdict/evidence.ts';
import type { Outcome } from '../../verdict/property-verdict.ts';
import type { GatePlan } from './plan-of.ts';

/** Whether large problems are asked when the others hold: of a product, where no sizes are named, in a whole run. */
export function asksLargeToo(
  { product }: Property,
  { hasForward, weights, claims }: Border,
  { large, limits, path }: GatePlan,
): boolean {
  if (large === undefined || path !== undefined || Object.keys(limits).length > 0) return false;
  if (weights.areOther || claims.loss !== undefined) return false;
  return product !== undefined && (product !== 'Y' || hasForward);
}

/** What came of problems of the usual sizes, and then of large ones. */
export function withLarge(outcome: Outcome, large: Outcome): Outcome {
  if (!isPassed(outcome) || large.outcome === 'no such problem') return outcome;
  if (!('evidence' in large)) return large;
  const [usual, more] = [triedIn(outcome), triedIn(large)];
  const evidence = together(usual.evidence ?? noEvidence, more.evidence ?? noEvidence);
  const tried = { runs: (usual.runs ?? 0) + (more.runs ?? 0), evidence };
  return { ...(isPassed(large) ? outcome : large), ...tried };
}

function isPassed({ outcome }: Outcome): boolean {
  return outcome === 'holds' || outcome === 'holds weakly';
}
