import { at } from '../at.ts';
import type { Tree } from './tree.ts';

/** A known order of summation. */
export interface Family {
  /** As it is told: "left to right". */
  readonly name: string;
  /** Its tree for so many terms, at least 2; nothing, where it is none of its own. */
  readonly tree: (count: number) => Tree | undefined;
}

/** What adds up the parts of a sum. */
export type Adding = (parts: readonly Tree[]) => Tree;

/** One after another. */
export const chain: Adding = (parts) => parts.reduce((sum, part) => [sum, part]);

/** A family whose trees are made of terms, of at least `least`. */
export function family(name: string, add: Adding, least = 2): Family {
  const terms = (count: number): number[] => Array.from({ length: count }, (_, term) => term);
  return { name, tree: (count) => (count < least ? undefined : add(terms(count))) };
}

/** The parts in groups of `size`; the last may have less. */
export function groups(parts: readonly Tree[], size: number): Tree[][] {
  const count = Math.ceil(parts.length / size);
  return Array.from({ length: count }, (_, g) => parts.slice(g * size, (g + 1) * size));
}

/** One sum of all parts at once, or a part that is alone. */
export function fuse(parts: readonly Tree[]): Tree {
  return parts.length === 1 ? at(parts, 0) : parts;
}
