/** For each fault of the bank, the smallest question that it answers wrongly. */

import type { Fault } from '../../bank/faults/index.ts';
import { properties } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { ask } from '../../src/gate/judge/ask.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { type FormatName, formats, type NumberFormat } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { heldAs } from '../../src/oracle/question-of.ts';
import { unmet } from '../../src/property/need.ts';
import type { Property } from '../../src/property/property.ts';
import { complaintAbout } from '../../src/vectors/complaint-about.ts';
import type { Result } from '../../src/vectors/vector-file.ts';
import { encodeGiven, type JsonGiven } from '../../src/wire/json-given.ts';
import { answerTo } from './answer-to.ts';
import { caseOf, type Draft } from './case-of.ts';
import { withoutIdleStrides } from './without-idle-strides.ts';

/** A question that a fault gets wrong, and how. */
export interface WrongDraft extends Draft {
  readonly answer: Omit<Result, 'id'>;
}

/** Such a question, or why there is none. */
export type Counterexample = { readonly draft: WrongDraft } | { readonly reason: string };

/** The question by which the first property that can catches the fault. */
export async function counterexampleOf(fault: Fault): Promise<Counterexample> {
  if (fault.formats !== undefined) return { reason: 'its tensors have several number formats' };
  if (fault.claims?.loss !== undefined) return { reason: 'its dY is not free' };
  const reasons: string[] = [];
  const { plainest, others } = suspects(fault);
  for (const property of [...plainest, ...others]) {
    if (others.includes(property) && reasons.length > 0 && sumsAsSaid(fault)) break;
    const found = await shrunkBy(property, fault);
    if (found === undefined) continue;
    if ('reason' in found) {
      reasons.push(found.reason);
      continue;
    }
    const { name, story, thread } = fault;
    const faults = [{ name, ...(thread === undefined ? {} : { thread }) }];
    const about = { id: `bug-${name}`, source: property.cites, flags: ['known bug'], note: story };
    return { draft: { about: { ...about, faults }, ...found } };
  }
  return { reason: reasons[0] ?? 'no property catches it with seed 1' };
}

/** Whether it is judged by how it says that it multiplies and adds up, which no vector asks of it. */
function sumsAsSaid({ claims, numberFormat }: Fault): boolean {
  const { accumulates = numberFormat, multiplies } = claims ?? {};
  return accumulates !== numberFormat || multiplies !== undefined;
}

/** The property that is said to catch it, then the plainest ones, then all that may be asked. */
function suspects(fault: Fault): Record<'plainest' | 'others', Property[]> {
  const border = new Border(fault);
  const asked = properties.filter((property) => unmet(property, border) === undefined);
  const first = [fault.caughtBy, 'equation-1', 'equation-2'];
  const plainest = [...new Set(first)].flatMap((id) => asked.filter((each) => each.id === id));
  return { plainest, others: asked.filter((each) => !plainest.includes(each)) };
}

async function shrunkBy(
  property: Property,
  fault: Fault,
): Promise<Omit<WrongDraft, 'about'> | { readonly reason: string } | undefined> {
  const plan = { ...profiles.ci, seed: 1, unexplained: true };
  const { failures } = await judge(property, new Border(fault), plan);
  const smallest = failures.at(-1);
  if (smallest === undefined) return undefined;
  if (smallest.calls !== undefined) {
    return { reason: `only a sequence of calls shows it (${property.id})` };
  }
  const asked: JsonGiven[] = [];
  const listening: Fault = {
    ...fault,
    backward: (given) => {
      asked.push(encodeGiven(heldAs(given, fault.claims?.weight)));
      return fault.backward(given);
    },
  };
  await ask(property, new Border(listening), smallest);
  for (const given of asked) {
    for (const simpler of [withoutIdleStrides(given), given]) {
      const answer = await wrongAnswer(fault, simpler);
      if (answer !== undefined) return { given: simpler, answer };
    }
  }
  const unclaimed = 'each answer is right on its own, where nothing is claimed';
  return { reason: `${unclaimed} (${property.id})` };
}

/** What a fault that was asked nothing before answers, when that is wrong. */
async function wrongAnswer(
  fault: Fault,
  given: JsonGiven,
): Promise<WrongDraft['answer'] | undefined> {
  await fault.reset?.();
  const answer: WrongDraft['answer'] = await answerTo(flagged(fault), given).catch(() => ({}));
  const draft = { about: { id: '', flags: [] }, given, answer };
  return shows(draft, fault.numberFormat) ? answer : undefined;
}

/** A layer that holds its weight as k×n is told so by `transW`, as a port is. */
export function flagged(fault: Fault): Fault {
  const { weight } = fault.claims ?? {};
  return { ...fault, backward: (given) => fault.backward(heldAs(given, weight)) };
}

/** Whether the answer is wrong in this format, too: a fault of precision may be right in a narrower one. */
export function shows({ answer, ...draft }: WrongDraft, numberFormat: FormatName): boolean {
  const asked = caseOf(draft, { numberFormat, claims: {} });
  const here = rounded(answer, formats[numberFormat]);
  return asked !== undefined && complaintAbout(asked, here) !== undefined;
}

function rounded(answer: WrongDraft['answer'], format: NumberFormat): WrongDraft['answer'] {
  const all = Object.entries(answer).map(([name, value]) => {
    if (name === 'after' || value === undefined || !('data' in value)) return [name, value];
    const { shape, data } = value;
    const isList = Array.isArray(data) || data instanceof Float64Array;
    return [
      name,
      { shape, data: isList ? Array.from(data, (entry) => round(Number(entry), format)) : data },
    ];
  });
  return Object.fromEntries(all);
}
