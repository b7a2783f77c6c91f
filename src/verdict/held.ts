import type { Property } from '../property/property.ts';
import { type Evidence, noEvidence } from './evidence.ts';
import type { Holds, HoldsWeakly, Tried } from './property-verdict.ts';
import type { RunInfo } from './verdict.ts';
import { weaknessOf } from './weakness-of.ts';

/** The outcome of a property that held on all that was tried, of a subject with these claims. */
export function held(
  property: Property,
  claims: RunInfo['claims'],
  tried: Tried,
): Holds | HoldsWeakly {
  const { evidence = noEvidence } = tried;
  const lacking =
    evidence === noEvidence ? [] : lackingOf(property, claims, { ...tried, evidence });
  if (lacking.length === 0) return { outcome: 'holds', ...tried };
  return { outcome: 'holds weakly', lacking, ...tried };
}

function lackingOf(
  property: Property,
  claims: RunInfo['claims'],
  { runs, evidence }: Required<Pick<Tried, 'runs' | 'evidence'>>,
): string[] {
  if (runs > 0) return weaknessOf(property, claims, evidence);
  return [noneAsked(evidence)];
}

/** Why no problem was asked, in words. */
export function noneAsked({ unasked }: Evidence): string {
  return `no problem could be asked (${unasked})`;
}
