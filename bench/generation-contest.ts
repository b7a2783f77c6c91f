import * as fc from 'fast-check';
import { formats } from '../src/format/format.ts';
import { profiles } from '../src/gate/profiles.ts';
import { problems } from '../src/problem/arbitrary.ts';
import { chainedProblems } from './chained.ts';
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
