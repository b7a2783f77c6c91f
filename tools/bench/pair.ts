import type { Subject } from '../../src/contract/subject.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { chainedProblems } from '../lib/chained-problems.ts';
import { type Score, scoreOf } from './score.ts';

/** One fault, hunted with both arbitraries. */
export interface Pair {
  readonly fault: string;
  readonly joint: Score | undefined;
  readonly chained: Score | undefined;
}

const { extent, volume } = profiles.ci;
const joint = problems({ format: formats.float64, extent, volume });
const chained = chainedProblems({ extent, volume });

/** Hunts the fault that `subject` has with gradgate's arbitrary, then with the chained one. */
export async function pairOf(subject: Subject): Promise<Pair> {
  return {
    fault: subject.name,
    joint: await scoreOf(subject, joint),
    chained: await scoreOf(subject, chained),
  };
}
