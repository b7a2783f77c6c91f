/** For each fault of the bank, the smallest question that it answers wrongly. */
import { properties } from '../../properties/index.ts';
import type { Fault } from '../faults/index.ts';
import { ask } from '../gate/ask.ts';
import { judge } from '../gate/judge.ts';
import { profiles } from '../gate/profiles.ts';
import { unmet } from '../property/need.ts';
import type { Property } from '../property/property.ts';
import { Border } from '../subject/border.ts';
import { answerTo } from './ask.ts';
import { caseOf, type Draft } from './case.ts';
import { complaintAbout } from './judge.ts';
import { encodeGiven, withoutIdleStrides } from './tensor.ts';
import type { JsonGiven } from './vector.ts';

/** A question, or why there is none. */
export type Counterexample = { readonly draft: Draft } | { readonly reason: string };

/** The question by which the first property that can catches the fault. */
export async function counterexampleOf(fault: Fault): Promise<Counterexample> {
  const reasons: string[] = [];
  for (const property of suspects(fault)) {
    const found = await shrunkBy(property, fault);
    if (found === undefined) continue;
    if ('reason' in found) {
      reasons.push(found.reason);
      continue;
    }
    const { name, story, thread } = fault;
    const faults = [{ name, ...(thread === undefined ? {} : { thread }) }];
    const about = { id: `bug-${name}`, source: property.cites, flags: ['known bug'], note: story };
    return { draft: { about: { ...about, faults }, given: found.given } };
  }
  return { reason: reasons[0] ?? 'no property catches it with seed 1' };
}

/** The property that is said to catch it, then the plainest ones, then all that may be asked. */
function suspects(fault: Fault): Property[] {
  const border = new Border(fault);
  const asked = properties.filter(({ needs }) => unmet(needs, border) === undefined);
  const first = [fault.caughtBy, 'equation-1', 'equation-2'];
  const plainest = first.flatMap((id) => asked.filter((property) => property.id === id));
  return [...new Set([...plainest, ...asked])];
}

async function shrunkBy(
  property: Property,
  fault: Fault,
): Promise<{ readonly given: JsonGiven } | { readonly reason: string } | undefined> {
  const { failures } = await judge(property, new Border(fault), { ...profiles.ci, seed: 1 });
  const smallest = failures.at(-1);
  if (smallest === undefined) return undefined;
  if (smallest.calls !== undefined) {
    return { reason: `only a sequence of calls shows it (${property.id})` };
  }
  const asked: JsonGiven[] = [];
  const listening: Fault = {
    ...fault,
    backward: (given) => {
      asked.push(encodeGiven(given));
      return fault.backward(given);
    },
  };
  await ask(property, new Border(listening), smallest.problem);
  for (const given of asked) {
    for (const simpler of [withoutIdleStrides(given), given]) {
      if (await answersWrongly(fault, simpler)) return { given: simpler };
    }
  }
  return {
    reason: `each answer is right on its own; they contradict one another (${property.id})`,
  };
}

/** Whether a fault that was asked nothing before gets this question wrong. */
async function answersWrongly(fault: Fault, given: JsonGiven): Promise<boolean> {
  const { format } = new Border(fault);
  const asked = caseOf({ about: { id: '', flags: [] }, given }, format);
  if (asked === undefined) return false;
  await fault.reset?.();
  const answer = await answerTo(fault, given).catch(() => ({}));
  return complaintAbout(asked, answer) !== undefined;
}
