import { bearingOf } from './bearing-of.ts';
import type { Change } from './change.ts';
import type { Outcome } from './property-verdict.ts';

/** The changes each of which settles all that is wrong; nothing, where none does, or not all was run. */
export function settledBy(outcomes: readonly Outcome[]): readonly Change[] | undefined {
  const bad = outcomes.filter((each) => !['judged', 'unjudged'].includes(bearingOf(each)));
  const [first = [], ...others] = bad.map(settling);
  const same = first.filter((change) =>
    others.every((each) => each.some((other) => isSame(change, other))),
  );
  return same.length === 0 ? undefined : same;
}

function settling(outcome: Outcome): readonly Change[] {
  const isSettled = outcome.outcome === 'fails' || outcome.outcome === 'crashed';
  return (isSettled && outcome.settledBy) || [];
}

function isSame(one: Change, other: Change): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
