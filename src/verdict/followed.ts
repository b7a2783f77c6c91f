import type { SmallestProblem } from './counterexample.ts';
import type { Crashed, Fails, PropertyVerdict } from './property-verdict.ts';
import { smallestIn } from './smallest-in.ts';

/**
 * The verdict on what failed at `next`, a smaller problem than that of `before`. Each is told alone,
 * so that a large first problem is not told again with every smaller one.
 */
export function followed(
  before: PropertyVerdict | undefined,
  next: PropertyVerdict,
): PropertyVerdict {
  const way = before && smallestIn(before);
  if (way === undefined) return next;
  switch (next.outcome) {
    case 'fails':
    case 'crashed':
      return after(way, next);
    case 'known to fail':
      return { ...next, found: after(way, next.found) };
    default:
      return next;
  }
}

function after<T extends Fails | Crashed>({ first, steps, shrinks }: SmallestProblem, next: T): T {
  const { counterexample } = next;
  if (counterexample === undefined) return next;
  const whole = [...steps, ...counterexample.steps];
  return {
    ...next,
    counterexample: { ...counterexample, first, steps: whole, shrinks: shrinks + 1 },
  };
}
