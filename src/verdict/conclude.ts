import { isVoid } from './is-void.ts';
import type { Outcome, PropertyVerdict } from './property-verdict.ts';
import type { Conclusion, RunInfo, Verdict } from './verdict.ts';

/** What a verdict has beside its run and its properties. */
export type About = Pick<Verdict, 'gradgate' | 'complete' | 'trouble' | 'bug' | 'canaries'>;

/**
 * The verdict over all properties. When a canary failed, or our own code did, nothing counts. Else
 * one violation decides; known failures decide nothing. Nothing unjudged is ever verified, nor a run
 * in which something was thrown outside of all calls.
 */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { gradgate, complete, ...about }: About,
): Verdict {
  const conclusion = conclusionOf(properties, about);
  return { version: 3, gradgate, run, complete, ...about, conclusion, properties };
}

function conclusionOf(
  properties: readonly PropertyVerdict[],
  { canaries = [], bug, trouble }: Partial<About>,
): Conclusion {
  const bearings = new Set(properties.map(bearingOf));
  if (isVoid(canaries)) return 'void';
  if (bug !== undefined || bearings.has('bug')) return 'bug';
  if (bearings.has('violated')) return 'violated';
  if (trouble !== undefined || bearings.has('not run')) return 'not run';
  return bearings.has('judged') ? 'verified' : 'not run';
}

/** What one property has to say about the whole: `unjudged` ones say nothing, even all together. */
export type Bearing = 'bug' | 'violated' | 'not run' | 'judged' | 'unjudged';

/** Whether it ends a run that is to end at the first failure. */
export function isFailure(verdict: Outcome): boolean {
  const bearing = bearingOf(verdict);
  return bearing !== 'judged' && bearing !== 'unjudged';
}

/** Whether a property was not judged because one before it failed, as was asked for. */
export function isBailed(verdict: Outcome): boolean {
  return verdict.outcome === 'not reached' && verdict.ended === 'bail';
}

/** The bearing of a property's outcome on the conclusion. */
export function bearingOf({ outcome }: Outcome): Bearing {
  switch (outcome) {
    case 'our bug':
      return 'bug';
    case 'fails':
    case 'holds again':
      return 'violated';
    case 'crashed':
    case 'not reached':
    case 'no such problem':
      return 'not run';
    case 'holds':
    case 'holds weakly':
    case 'known to fail':
      return 'judged';
    case 'not claimed':
    case 'not offered':
      return 'unjudged';
  }
}
