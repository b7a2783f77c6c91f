import misprint from '../../../bank/faults/misprint.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { planOf } from '../../gate/run/plan-of.ts';
import { verdictOf } from '../../gate/run/verdict-of.ts';
import { conclude } from '../../verdict/conclude.ts';
import { about, run } from '../../verdict/told.test-setup.ts';
import type { Verdict } from '../../verdict/verdict.ts';

const known = new Map<string, Promise<Verdict>>();

/** What came of some properties, asked of the misprint: once a file, as it takes a second. */
export function misprinted(...ids: readonly string[]): Promise<Verdict> {
  const verdict = known.get(ids.join()) ?? judged(ids);
  known.set(ids.join(), verdict);
  return verdict;
}

async function judged(ids: readonly string[]): Promise<Verdict> {
  const asked = properties.filter(({ id }) => ids.includes(id));
  const border = new Border(misprint);
  const found = asked.map((property) => verdictOf(property, border, planOf({})));
  return conclude(run, await Promise.all(found), about);
}
