import type { Subject } from '../contract/subject.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import { coarser } from './coarser.ts';
import { contradictions } from './contradictions.ts';
import type { Inspection, Seen } from './inspection.ts';

/**
 * Where an inspection is not as claimed, a sentence each: first `not as claimed`, what a right subject with these
 * claims would not show, then `coarser than seen`, where a stronger claim would be judged more strictly. What was
 * seen is words alone: whether a claim is violated is for the properties to say, on a problem.
 */
export function claimWarnings(
  { claims = {}, ...subject }: Pick<Subject, 'numberFormat' | 'formats' | 'claims'>,
  { products, claims: seen }: Pick<Inspection, 'products' | 'claims'>,
): string[] {
  const stored = tensorFormats(subject);
  // SAFETY: Object.entries forgets the key type.
  const named = Object.entries(products) as [ProductName, readonly Seen[]][];
  const all = named.flatMap(([product, some]) =>
    some.map((each) => ({ ...each, product, precision: stored[product].precision })),
  );
  const told = { claims, seen, all };
  return [
    ...contradictions(told).map((words) => `not as claimed: ${words}`),
    ...coarser(told).map((words) => `coarser than seen: ${words}`),
  ];
}
