import type { NumberFormat } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import type { Problem } from '../problem.ts';
import { changeEntries, type Place, placesOf } from './simpler-entries.ts';
import { complexity } from './simpler-values.ts';

/** With more entries that are not 0, pairs would be too many. */
const mostEntries = 4;

/**
 * Two entries made equal where that is simpler for both together: where their product must be large,
 * or long in binary, none of them gets simpler alone once the other one is small. Of one variable, what
 * became of W would be undone, and the other entry alone might be none the simpler.
 */
export function* balancedPairs(problem: Problem, format: NumberFormat): Generator<Problem> {
  const isOne = problem.variant?.shared !== undefined;
  const some = placesOf(problem).filter(({ name, value }) => {
    return value !== 0 && !(isOne && name === 'W');
  });
  if (some.length > mostEntries) return;
  for (const [at, first] of some.entries()) {
    for (const second of some.slice(at + 1)) yield* balanced(problem, format, [first, second]);
  }
}

function* balanced(
  problem: Problem,
  format: NumberFormat,
  pair: readonly [Place, Place],
): Generator<Problem> {
  const [before, ...others] = pair.map(({ value }) => complexity(value));
  const limit = others.reduce((sum, other) => sum + other, before ?? 0);
  const twice = (value: number): number => 2 * complexity(value);
  for (let power = 2; twice(power - 1) < limit && Number.isSafeInteger(power); power *= 2) {
    for (const size of [power - 1, power, power + 1]) {
      const signed = pair.map((place) => ({ ...place, value: Math.sign(place.value) * size }));
      const total = signed.reduce((sum, { value }) => sum + complexity(value), 0);
      if (total < limit && round(size, format) === size) yield changeEntries(problem, signed);
    }
  }
}
