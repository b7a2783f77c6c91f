/** Verdicts that were thought up, for tests of what is told of them. */
import { conclude } from './conclude.ts';
import type { Counterexample } from './counterexample.ts';
import type { Fails, Outcome, PropertyVerdict } from './property-verdict.ts';
import type { RunInfo, Verdict } from './verdict.ts';

/** A run of no subject in particular. */
export const run: RunInfo = {
  ...{ subject: 'misprint', numberFormat: 'float64', claims: {} },
  ...{ profile: 'ci', seed: 1, runs: 120 },
};

/** What else a verdict has. */
export const about = { gradgate: '0.1.0', complete: true };

/** What stands for the command in tests. */
export function again(token: string): string {
  return `again ${token}`;
}

const problem = { shape: { m: 1, n: 1, k: 1 }, X: [[1]], W: [[1]], dY: [[1]] };
const step = { shape: problem.shape, nonZero: 3, largest: 1, where: 'dX' };
const smallest = { ...problem, shrinks: 0, replay: 'x/ci/1/0', first: problem, steps: [step] };

/** A failure of a 1×1 problem; `more` has what is known besides. */
export function failing(more: Partial<Counterexample> = {}): Fails {
  const wrong = { kind: 'fact', where: 'dX', expected: 'a', actual: 'b' } as const;
  // SAFETY: the fields that tests give belong to the kind that they give.
  const counterexample = { ...smallest, ...wrong, ...more } as Counterexample;
  return { outcome: 'fails', runs: 1, counterexample };
}

/** A verdict on properties that came out so. */
export function verdictOn(outcomes: readonly Outcome[], more: Partial<Verdict> = {}): Verdict {
  const laws = outcomes.map((outcome, place): PropertyVerdict => {
    return { id: `law-${place}`, cites: 'step 3', statement: 'the law', ...outcome };
  });
  return { ...conclude(run, laws, about), ...more };
}

/** One of each outcome. */
export const outcomes: readonly Outcome[] = [
  { outcome: 'holds', runs: 1 },
  { outcome: 'holds weakly', runs: 1, lacking: ['none was rounded'] },
  failing(),
  { outcome: 'crashed', runs: 1, message: 'it threw\nat line 2', counterexample: smallest },
  { outcome: 'crashed', runs: 0, message: 'it did not begin' },
  { outcome: 'not claimed', claim: 'layouts' },
  { outcome: 'not offered', method: 'forward' },
  { outcome: 'not reached', ended: 'before', runs: 0 },
  { outcome: 'not reached', ended: 'bail', runs: 0 },
  { outcome: 'no such problem' },
  { outcome: 'known to fail', why: 'upstream no. 7', found: failing() },
  { outcome: 'holds again', why: 'upstream no. 7', runs: 1 },
  { outcome: 'our bug', message: 'out of range', stack: 'at f', replay: 'x/ci/1/0' },
];
