import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Property } from '../../property/property.ts';
import { triedIn } from '../../verdict/count.ts';
import type { BrokenFact, SmallestProblem, WrongEntries } from '../../verdict/counterexample.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import { type RunningPlan, verdictOf } from './verdict-of.ts';

/** A verdict with the fields of every outcome side by side, and its reason in words, for tests. */
export function plainly(verdict: PropertyVerdict) {
  const { id, outcome } = verdict;
  // SAFETY: of a crash or throw `where`, `expected` and `actual` are left out, as the type says.
  const counterexample = smallestIn(verdict) as
    | Partial<SmallestProblem & (WrongEntries | BrokenFact)>
    | undefined;
  const why = 'why' in verdict ? verdict.why : undefined;
  return { id, outcome, ...triedIn(verdict), reason: reasonOf(verdict), why, counterexample };
}

export type PlainVerdict = ReturnType<typeof plainly>;

/** The verdict on one property of a subject, for tests. */
export async function verdictOn(
  property: Property,
  subject: Subject,
  plan: RunningPlan,
): Promise<PlainVerdict> {
  return plainly(await verdictOf(property, new Border(subject), plan));
}
