import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';

/** The verdict over all properties: one violation decides, and nothing unjudged is ever verified. */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { gradgate, complete }: { gradgate: string; complete: boolean },
): Verdict {
  const outcomes = new Set(properties.map(({ outcome }) => outcome));
  const conclusion = outcomes.has('failed')
    ? 'violated'
    : outcomes.has('error') || !outcomes.has('passed')
      ? 'not run'
      : 'verified';
  return { version: 1, gradgate, run, complete, conclusion, properties };
}
