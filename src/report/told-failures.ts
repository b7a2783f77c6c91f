import { properties } from '../../properties/index.ts';
import type { Law, Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';

/** The properties that failed, with a problem to show: first the one that says most about what is wrong. */
export function failuresOf(verdicts: readonly PropertyVerdict[]): PropertyVerdict[] {
  const told = verdicts.filter(isTold);
  // A property that compares with the formulas themselves says most.
  const first = told.find(isFormula) ?? told[0];
  return first === undefined ? [] : [first, ...told.filter((failure) => failure !== first)];
}

function isTold(verdict: Outcome): boolean {
  const { outcome } = verdict;
  if (outcome === 'crashed') return verdict.counterexample !== undefined;
  return outcome === 'fails' || outcome === 'our bug';
}

function isFormula({ id }: Law): boolean {
  const property = properties.find((each) => each.id === id);
  return property?.compares !== undefined && !property.wants?.sequence;
}
