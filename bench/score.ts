import type * as fc from 'fast-check';
import type { Problem } from '../src/problem/problem.ts';
import type { Subject } from '../src/subject/subject.ts';
import { type Find, hunt } from './hunt.ts';
import { median } from './median.ts';
import { type Size, sizeOf } from './size.ts';

/** How an arbitrary does on one fault, over the seeds. */
export interface Score extends Size {
  /** In how many seeds it found the fault. The rest are medians over those. */
  readonly found: number;
  readonly runs: number;
  readonly steps: number;
  /** How often shrinking was stopped before its end. */
  readonly stopped: number;
}

export const seeds: readonly number[] = Array.from({ length: 10 }, (_, i) => i + 1);

/** Hunts one fault with every seed. */
export async function scoreOf(subject: Subject, arbitrary: fc.Arbitrary<Problem>): Promise<Score> {
  const finds: Find[] = [];
  for (const seed of seeds) {
    const find = await hunt(subject, arbitrary, seed);
    if (find !== undefined) finds.push(find);
  }
  const sizes = finds.map(({ problem }) => sizeOf(problem));
  const middle = (key: keyof Size): number => median(sizes.map((size) => size[key]));
  return {
    found: finds.length,
    runs: median(finds.map(({ runs }) => runs)),
    steps: median(finds.map(({ steps }) => steps)),
    stopped: finds.filter(({ stopped }) => stopped).length,
    m: middle('m'),
    n: middle('n'),
    k: middle('k'),
    entries: middle('entries'),
    nonZero: middle('nonZero'),
    largest: middle('largest'),
  };
}
