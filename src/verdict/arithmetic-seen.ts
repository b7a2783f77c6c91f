import type { Claims } from '../contract/subject.ts';
import type { ProductName } from '../problem/large/large-problem.ts';

/** How a subject sums, as far as a run looked at it, or why that could not be seen. */
export type ArithmeticSeen = ArithmeticTold | { readonly unknown: string };

/** What was seen, in the words of `gradgate inspect`. */
export interface ArithmeticTold {
  /** The length of the sums that were looked at. */
  readonly size: number;
  /** Of each product, what was seen of it, by aspect: its order, its accumulator, its operands, … */
  readonly products: Readonly<Partial<Record<ProductName, Readonly<Record<string, string>>>>>;
  /** The claims that follow. */
  readonly claims: Claims;
  /** Where it is not as claimed, or a claim is coarser than it is, a sentence each. */
  readonly warnings: readonly string[];
  /** How often the subject was asked for it. */
  readonly calls: number;
}

/** The warnings, if any. */
export function warningsOf(seen: ArithmeticSeen | undefined): readonly string[] {
  return seen === undefined || 'unknown' in seen ? [] : seen.warnings;
}
