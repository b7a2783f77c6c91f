import type { Fault } from '../../bank/faults/index.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { chainedProblems } from '../lib/chained-problems.ts';
import { type Find, hunt } from '../lib/hunt.ts';
import { sizeOf } from '../lib/size.ts';

/** Where two arbitraries end on one fault; a side is left out where it does not find the fault. */
export interface Contest {
  readonly joint?: Ending;
  readonly chained?: Ending;
}

interface Ending {
  readonly entries: number;
  readonly nonZero: number;
  readonly steps: number;
}

/** Hunts a fault on plain problems with gradgate's arbitrary and with a chained one. */
export async function contestOf(fault: Fault, seed: number): Promise<Contest> {
  const { extent, volume } = profiles.ci;
  const ours = problems({ extent, volume, format: formats[fault.numberFormat] });
  const joint = endingOf(await hunt(fault, ours, seed));
  const chained = endingOf(await hunt(fault, chainedProblems({ extent, volume }), seed));
  return { ...(joint && { joint }), ...(chained && { chained }) };
}

function endingOf(find: Find | undefined): Ending | undefined {
  if (find === undefined) return undefined;
  const { entries, nonZero } = sizeOf(find.problem);
  return { entries, nonZero, steps: find.steps };
}
