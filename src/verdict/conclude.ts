import { missingGradients } from '../../claims/existing-gradients.ts';
import { defined } from '../defined.ts';
import { bearingOf } from './bearing-of.ts';
import { isVoid } from './is-void.ts';
import type { PropertyVerdict } from './property-verdict.ts';
import { settledBy } from './settled-by.ts';
import type { Conclusion, RunInfo, Verdict } from './verdict.ts';

/** What a verdict has beside its run and its properties. */
export type About = Pick<
  Verdict,
  'gradgate' | 'complete' | 'trouble' | 'bug' | 'canaries' | 'replaced' | 'arithmetic'
>;

/**
 * The verdict over all properties. When a canary failed, what judging rests on was replaced, or our own
 * code failed, nothing counts. Else
 * one violation decides; known failures decide nothing. Nothing unjudged is ever verified, nor a run
 * in which something was thrown outside of all calls, nor a replay, which is one problem.
 */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { gradgate, complete, ...about }: About,
): Verdict {
  const conclusion = conclusionOf(run, properties, about);
  const isWrong = conclusion === 'violated' || conclusion === 'not run';
  const settled = isWrong && about.trouble === undefined ? settledBy(properties) : undefined;
  const missing = missingGradients(run.claims);
  const unchecked = missing.length === 0 ? undefined : missing;
  const concluded = { conclusion, ...defined({ settledBy: settled, unchecked }) };
  return { version: 3, gradgate, run, complete, ...about, ...concluded, properties };
}

function conclusionOf(
  { replay }: RunInfo,
  properties: readonly PropertyVerdict[],
  { canaries = [], replaced, bug, trouble }: Partial<About>,
): Conclusion {
  const bearings = new Set(properties.map(bearingOf));
  if (isVoid(canaries) || replaced !== undefined) return 'void';
  if (bug !== undefined || bearings.has('bug')) return 'bug';
  if (bearings.has('violated')) return 'violated';
  if (trouble !== undefined || bearings.has('not run')) return 'not run';
  if (!bearings.has('judged')) return 'not run';
  const again = replay !== undefined && properties.some(holds);
  return again ? 'not reproduced' : 'verified';
}

/** A known failure that is met again is no news, but it is met. */
function holds({ outcome }: PropertyVerdict): boolean {
  return outcome === 'holds' || outcome === 'holds weakly';
}
