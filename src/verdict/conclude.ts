import { isVoid } from './is-void.ts';
import type { Outcome, PropertyVerdict } from './property-verdict.ts';
import type { Conclusion, RunInfo, Verdict } from './verdict.ts';

/** What a verdict has beside its run and its properties. */
export type About = Pick<
  Verdict,
  'gradgate' | 'complete' | 'trouble' | 'bug' | 'canaries' | 'replaced'
>;

/**
 * The verdict over all properties. When a canary failed, what judging rests on was replaced, or our own
 * code failed, nothing counts. Else
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
  { canaries = [], replaced, bug, trouble }: Partial<About>,
): Conclusion {
  const bearings = new Set(properties.map(bearingOf));
  if (isVoid(canaries) || replaced !== undefined) return 'void';
  if (bug !== undefined || bearings.has('bug')) return 'bug';
  if (bearings.has('violated')) return 'violated';
  if (trouble !== undefined || bearings.has('not run')) return 'not run';
  return bearings.has('judged') ? 'verified' : 'not run';
}

/** What one property has to say about the whole: `unjudged` ones say nothing, even all together. */
export type Bearing = 'bug' | 'violated' | 'not run' | 'judged' | 'unjudged';

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
