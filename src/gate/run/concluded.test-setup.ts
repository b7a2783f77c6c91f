import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { conclude } from '../../verdict/conclude.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Plan } from '../judge/plan.ts';
import { planOf } from './plan-of.ts';
import { runInfoOf } from './run-info-of.ts';
import { Settling } from './settling.ts';
import { verdictOf } from './verdict-of.ts';

/** The verdict on a subject over these properties, for tests; `plan` is in the place of profile ci. */
export async function concluded(
  subject: Subject,
  ids: readonly string[],
  plan: Partial<Plan> = {},
): Promise<Verdict> {
  const chosen = { ...planOf({ properties: ids }), ...plan };
  const running = { ...chosen, settling: new Settling() };
  const border = new Border(subject);
  const verdicts = [];
  for (const property of chosen.properties) {
    verdicts.push(await verdictOf(property, border, running));
  }
  const about = { gradgate: '0.1.0', complete: true };
  return conclude(runInfoOf(subject, chosen), verdicts, about);
}
