import type { SmallestProblem } from './counterexample.ts';
import type { Outcome } from './property-verdict.ts';

/** The smallest problem on which the property fails, or the subject throws, known of or not. */
export function smallestIn(verdict: Outcome): SmallestProblem | undefined {
  if (verdict.outcome === 'known to fail') return smallestIn(verdict.found);
  const { outcome } = verdict;
  return outcome === 'fails' || outcome === 'crashed' ? verdict.counterexample : undefined;
}
