import type { Knowing, Outcome } from './property-verdict.ts';

/** What one property has to say about the whole: `unjudged` ones say nothing, even all together. */
export type Bearing = 'bug' | 'violated' | 'not run' | 'judged' | 'unjudged';

/** The bearing of a property's outcome on the conclusion. */
export function bearingOf(verdict: Outcome & Knowing): Bearing {
  const bearing = bearingOfOutcome(verdict);
  const isListWrong = verdict.known?.some(({ fails }) => fails) === true;
  return isListWrong && (bearing === 'judged' || bearing === 'unjudged') ? 'violated' : bearing;
}

function bearingOfOutcome(verdict: Outcome): Bearing {
  switch (verdict.outcome) {
    case 'our bug':
      return 'bug';
    case 'fails':
    case 'holds again':
      return 'violated';
    case 'crashed':
    case 'not reached':
    case 'no such problem':
      return 'not run';
    case 'holds weakly':
      return verdict.runs === 0 ? 'unjudged' : 'judged';
    case 'holds':
    case 'known to fail':
      return 'judged';
    case 'not claimed':
    case 'not offered':
      return 'unjudged';
  }
}

/** Whether it ends a run that is to end at the first failure. */
export function isFailure(verdict: Outcome & Knowing): boolean {
  const bearing = bearingOf(verdict);
  return bearing !== 'judged' && bearing !== 'unjudged';
}

/** Whether a property was not judged because one before it failed, as was asked for. */
export function isBailed(verdict: Outcome): boolean {
  return verdict.outcome === 'not reached' && verdict.ended === 'bail';
}
