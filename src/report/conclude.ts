import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';

/**
 * The verdict over all properties: one violation decides, nothing unjudged is ever verified, nor a
 * run in which something was thrown outside of all calls; known failures decide nothing.
 */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { trouble, ...about }: Pick<Verdict, 'gradgate' | 'complete' | 'trouble'>,
): Verdict {
  const outcomes = new Set(properties.map(({ outcome, known }) => (known ? 'known' : outcome)));
  const judged = outcomes.has('passed') || outcomes.has('known');
  const conclusion = outcomes.has('failed')
    ? 'violated'
    : outcomes.has('error') || !judged || trouble !== undefined
      ? 'not run'
      : 'verified';
  const told = trouble === undefined ? {} : { trouble };
  const { gradgate, complete } = about;
  return { version: 2, gradgate, run, complete, ...told, conclusion, properties };
}
