import type { Fault } from '../../bank/faults/index.ts';
import { peers } from '../../bank/peers/index.ts';
import { kernelChecks } from '../../bank/peers/kernel-checks.ts';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { encodeProblem } from '../../src/gate/judge/encode-problem.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { sizesOf } from '../../src/verdict/explain.ts';
import { sizeOf } from '../lib/size.ts';
import { contestOf } from './contest.ts';
import type { FaultRecord, Rate, Shrinking } from './detection.ts';
import { applicable, isCaught, type Trial, trial } from './trial.ts';

/** Whom else a subject is shown, in the order of the reports. */
export const checkers = [...peers, ...kernelChecks];

/** How many seeds each rate is taken over. */
const seeds = { smoke: 5, ci: 100, deep: 1, peers: 2 } as const;

/** What was found out, and the times that took: until a ci run catches the fault, and to shrink. */
export interface Found {
  readonly record: FaultRecord;
  readonly detection: number;
  readonly shrinking: number;
}

/** Everything there is to find out about one fault. */
export async function huntFault(fault: Fault, seed: number): Promise<Found> {
  const trials: Trial[] = [];
  for (const property of applicable(fault)) {
    trials.push(await trial(fault, property, { profile: 'ci', seed }));
  }
  const caught = trials.filter((each) => each.caught);
  const until = trials.slice(0, trials.findIndex((each) => each.caught) + 1);
  const last = until.at(-1);
  const start = performance.now();
  const shrinking = await shrink(fault, seed);
  const time = performance.now() - start;
  const record = {
    name: fault.name,
    by: Object.fromEntries(caught.map(({ property, problems }) => [property, problems])),
    ...(last && { first: { property: last.property, problems: sum(until, 'problems') } }),
    rates: await ratesOf(fault),
    peers: await peersOf(fault),
    ...(shrinking && { shrinking }),
    contest: await contestOf(fault, seed),
  };
  return { record, detection: sum(until, 'milliseconds'), shrinking: time };
}

/** The first failing problem and the smallest, by the property that is expected to catch the fault. */
async function shrink(fault: Fault, seed: number): Promise<Shrinking | undefined> {
  const property = propertyNamed(fault.caughtBy);
  const plan = { ...profiles.ci, seed, unexplained: true };
  const border = new Border(fault);
  const { failures } = await judge(property, border, plan);
  const [found, smallest] = [failures[0], failures.at(-1)];
  if (found === undefined || smallest === undefined) return undefined;
  const calls = smallest.calls === undefined ? '' : `${smallest.calls.length} calls, the last on `;
  return {
    property: property.id,
    found: sizeOf(found.problem),
    smallest: sizeOf(smallest.problem),
    steps: failures.length - 1,
    text: `${calls}${sizesOf(encodeProblem(smallest.problem, border.formats))}`,
  };
}

async function ratesOf(fault: Fault): Promise<FaultRecord['rates']> {
  const rate = (profile: 'smoke' | 'ci' | 'deep'): Promise<Rate> =>
    rateOf(seeds[profile], (seed) => isCaught(fault, fault.caughtBy, { profile, seed }));
  return { smoke: await rate('smoke'), ci: await rate('ci'), deep: await rate('deep') };
}

/** How often each peer rejects a subject, run as its users run it; what is known is not asked again. */
export async function peersOf(
  subject: Subject,
  known: Readonly<Record<string, Rate>> = {},
): Promise<Record<string, Rate>> {
  const rates: Record<string, Rate> = {};
  for (const { name, check } of checkers) {
    rates[name] =
      known[name] ??
      (await rateOf(seeds.peers, async (seed) => (await check(subject, seed)) === 'rejects'));
  }
  return rates;
}

async function rateOf(all: number, hit: (seed: number) => Promise<boolean>): Promise<Rate> {
  let hits = 0;
  for (let seed = 1; seed <= all; seed += 1) hits += Number(await hit(seed));
  return { hits, seeds: all };
}

function sum(trials: readonly Trial[], field: 'problems' | 'milliseconds'): number {
  return trials.reduce((total, each) => total + each[field], 0);
}
