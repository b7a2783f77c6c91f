import * as fc from 'fast-check';
import { profiles } from '../../src/gate/run/profiles.ts';
import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { chainedProblems } from '../lib/chained-problems.ts';
import type { Contest } from './contest.ts';

const sample = { seed: 1, numRuns: 100 };

/** Generating the same number of problems, of the very same shapes, with each arbitrary. */
export function generationContest(): Contest {
  const { extent, volume } = profiles.ci;
  const ours = problems({ format: formats.float64, extent, volume });
  const chained = chainedProblems({ extent, volume });
  return {
    what: `generating ${sample.numRuns} problems`,
    a: '`problems`',
    b: 'chained `fc.float64Array`',
    runA: () => fc.sample(ours, sample),
    runB: () => fc.sample(chained, sample),
  };
}
