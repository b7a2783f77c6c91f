import type { Fault } from '../../bank/faults/index.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { chainedProblems } from '../lib/chained-problems.ts';
import { type Find, hunt } from '../lib/hunt.ts';
import { sizeOf } from '../lib/size.ts';

/** Where two arbitraries end on one fault. */
export interface Contest {
  readonly name: string;
  readonly joint: Ending | undefined;
  readonly chained: Ending | undefined;
}

interface Ending {
  readonly entries: number;
  readonly nonZero: number;
  readonly steps: number;
}

/** Those faults that plain problems give away to either arbitrary. */
export async function contestsOf(faults: readonly Fault[], seed: number): Promise<Contest[]> {
  const contests: Contest[] = [];
  for (const fault of faults) contests.push(await contestOf(fault, seed));
  return contests.filter(({ joint, chained }) => joint !== undefined || chained !== undefined);
}

/** Hunts a fault on plain problems with gradgate's arbitrary and with a chained one. */
async function contestOf(fault: Fault, seed: number): Promise<Contest> {
  const { extent, volume } = profiles.ci;
  const joint = problems({ extent, volume, format: formats[fault.numberFormat] });
  return {
    name: fault.name,
    joint: endingOf(await hunt(fault, joint, seed)),
    chained: endingOf(await hunt(fault, chainedProblems({ extent, volume }), seed)),
  };
}

function endingOf(find: Find | undefined): Ending | undefined {
  if (find === undefined) return undefined;
  const { entries, nonZero } = sizeOf(find.problem);
  return { entries, nonZero, steps: find.steps };
}
