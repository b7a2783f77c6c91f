import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';

/**
 * The verdict over all properties: one violation decides, nothing unjudged is ever verified, and
 * known failures decide nothing.
 */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { gradgate, complete }: { gradgate: string; complete: boolean },
): Verdict {
  const outcomes = new Set(properties.map(({ outcome, known }) => (known ? 'known' : outcome)));
  const judged = outcomes.has('passed') || outcomes.has('known');
  const conclusion = outcomes.has('failed')
    ? 'violated'
    : outcomes.has('error') || !judged
      ? 'not run'
      : 'verified';
  return { version: 1, gradgate, run, complete, conclusion, properties };
}
