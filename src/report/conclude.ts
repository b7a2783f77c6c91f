import { isVoid } from '../verdict/is-void.ts';
import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';

type About = Pick<Verdict, 'gradgate' | 'complete' | 'trouble' | 'canaries'>;

/**
 * The verdict over all properties: one violation decides, nothing unjudged is ever verified, nor a
 * run in which something was thrown outside of all calls; known failures decide nothing. When a
 * canary failed, nothing counts.
 */
export function conclude(
  run: RunInfo,
  properties: readonly PropertyVerdict[],
  { trouble, canaries, ...about }: About,
): Verdict {
  const outcomes = new Set(properties.map(({ outcome, known }) => (known ? 'known' : outcome)));
  const told = {
    ...(trouble === undefined ? {} : { trouble }),
    ...(canaries === undefined ? {} : { canaries }),
  };
  const conclusion = isVoid(canaries ?? []) ? 'void' : conclusionOf(outcomes, trouble);
  const { gradgate, complete } = about;
  return { version: 2, gradgate, run, complete, ...told, conclusion, properties };
}

function conclusionOf(outcomes: ReadonlySet<string>, trouble?: string): Verdict['conclusion'] {
  if (outcomes.has('failed')) return 'violated';
  const judged = outcomes.has('passed') || outcomes.has('known');
  const ran = judged && !outcomes.has('error') && trouble === undefined;
  return ran ? 'verified' : 'not run';
}
