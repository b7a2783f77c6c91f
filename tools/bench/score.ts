import type * as fc from 'fast-check';
import type { Subject } from '../../src/contract/subject.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { type Find, hunt } from '../lib/hunt.ts';
import { median } from '../lib/median.ts';
import { type Size, sizeOf } from '../lib/size.ts';

/** How an arbitrary does on one fault, over the seeds in which it found the fault. */
export interface Score {
  readonly found: number;
  /** Medians. */
  readonly runs: number;
  readonly steps: number;
  /** The middle one of the shrunk problems, when ordered by entries, then non-zero ones. */
  readonly size: Size;
  /** How often shrinking was stopped before its end. */
  readonly stopped: number;
}

/** The seeds that every fault is hunted with. */
export const seeds: readonly number[] = Array.from({ length: 10 }, (_, i) => i + 1);

/** Hunts one fault with every seed; nothing when no seed finds it. */
export async function scoreOf(
  subject: Subject,
  arbitrary: fc.Arbitrary<Problem>,
): Promise<Score | undefined> {
  const finds: Find[] = [];
  for (const seed of seeds) {
    const find = await hunt(subject, arbitrary, seed);
    if (find !== undefined) finds.push(find);
  }
  const sizes = finds.map(({ problem }) => sizeOf(problem));
  sizes.sort((a, b) => a.entries - b.entries || a.nonZero - b.nonZero);
  const size = sizes[Math.floor((sizes.length - 1) / 2)];
  if (size === undefined) return undefined;
  return {
    found: finds.length,
    runs: median(finds.map(({ runs }) => runs)),
    steps: median(finds.map(({ steps }) => steps)),
    size,
    stopped: finds.filter(({ stopped }) => stopped).length,
  };
}
