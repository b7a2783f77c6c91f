import type { ProblemOptions } from '../src/problem/draw/generate-problem.ts';
import type { VariantPart } from '../src/problem/drawn-variant.ts';

/** What a claim adds to the calls that may ask for everything at once. */
export function asksFor(
  ...parts: readonly VariantPart[]
): (options: ProblemOptions, claimed: unknown) => ProblemOptions {
  return ({ variants, ...options }, claimed) => {
    if (variants === undefined) return options;
    return { ...options, variants: claimed ? [...variants, ...parts] : variants };
  };
}
