import type { Fault } from '../../bank/faults/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import type { Cause } from '../../src/diagnosis/mistakes/mistake.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';

/** What was said of a fault with one seed, and whether it is so. */
export interface Told {
  readonly fault: string;
  readonly seed: number;
  /** Of one that fails otherwise than in entries of dX, dW or Y, nothing can be said. */
  readonly outcome: 'right' | 'wrong' | 'candidates' | 'no pattern' | 'not diagnosed';
  readonly text: string;
}

/** A fault, and the causes that are right to name. */
export interface Known {
  readonly fault: Fault;
  readonly causes: readonly Cause[];
}

/** Judges a fault at profile ci by the property that it names, and looks at the diagnosis. */
export async function told({ fault, causes }: Known, seed: number): Promise<Told> {
  const plan = { ...profiles.ci, seed };
  const { insight } = await judge(propertyNamed(fault.caughtBy), new Border(fault), plan);
  const { diagnosis, candidates, cause } = insight;
  const about = { fault: fault.name, seed };
  if (diagnosis !== undefined) {
    const isRight = causes.some((each) => each === cause);
    return { ...about, outcome: isRight ? 'right' : 'wrong', text: diagnosis };
  }
  if (candidates === undefined) return { ...about, outcome: 'not diagnosed', text: '' };
  if (candidates.length === 0) return { ...about, outcome: 'no pattern', text: '' };
  return { ...about, outcome: 'candidates', text: candidates.join(' / ') };
}
