import * as fc from 'fast-check';
import { equation1 } from '../../properties/equation-1.ts';
import { equation2 } from '../../properties/equation-2.ts';
import { Border } from '../../src/call/border.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { ask } from '../../src/gate/judge/ask.ts';
import type { Problem } from '../../src/problem/problem.ts';

/** What one seed gave: the problem that found the fault, shrunk. */
export interface Find {
  /** Problems asked, the one that found the fault included. */
  readonly runs: number;
  /** Accepted shrink steps. */
  readonly steps: number;
  readonly problem: Problem;
  /** Shrinking was stopped by `mostTrials`. */
  readonly stopped: boolean;
}

/** Problems asked in the search for a fault. */
export const mostRuns = 300;

/** Problems asked while shrinking; after that, none fails any more. */
export const mostTrials = 20_000;

/** Looks for a problem on which equation 1 or 2 does not hold, and shrinks it. */
export async function hunt(
  subject: Subject,
  arbitrary: fc.Arbitrary<Problem>,
  seed: number,
): Promise<Find | undefined> {
  const border = new Border(subject);
  let trials = -1;
  const holds = async (problem: Problem): Promise<boolean> => {
    if (trials >= mostTrials) return true;
    const right = await bothHold(border, problem);
    if (!right || trials >= 0) trials += 1; // counts from the first failure on
    return right;
  };
  const details = await fc.check(fc.asyncProperty(arbitrary, holds), { seed, numRuns: mostRuns });
  const { numRuns: runs, numShrinks: steps, counterexample } = details;
  if (counterexample === null) return undefined;
  return { runs, steps, problem: counterexample[0], stopped: trials >= mostTrials };
}

async function bothHold(border: Border, problem: Problem): Promise<boolean> {
  for (const property of [equation1, equation2]) {
    if ((await ask(property, border, { problem })) !== undefined) return false;
  }
  return true;
}
