import { at } from '../at.ts';
import type { Below } from './tree.ts';

/** Three terms of which the first two meet first, or all at once. */
export type Triple = readonly [near: number, met: number, later: number];

/** Where to look for what a sum is kept in. */
export interface Triples {
  /** The first two meet as early as any, and the third soon after. */
  readonly inner: readonly Triple[];
  /** The first two meet as late as they can before the third; none, where that is the same. */
  readonly outer: Triple | undefined;
  /** Three that meet in one fused sum. */
  readonly fused: Triple | undefined;
}

/**
 * Triples of a tree of so many terms. Where no tree is known, each of three terms is put in
 * each place: two of them meet first, in whatever tree, so one of the three placements is as wanted.
 */
export function triplesOf(below: Below | undefined, count: number): Triples {
  const ladder = below === undefined ? [] : longestLadder(below, count);
  const fused = below && fusedTriple(below, count);
  const [near, first, second] = ladder;
  if (near === undefined || first === undefined || second === undefined) {
    return { inner: rotations([0, count >> 1, count - 1]), outer: undefined, fused };
  }
  const [beforeLast, last] = [at(ladder, ladder.length - 2), at(ladder, ladder.length - 1)];
  const outer: Triple | undefined = ladder.length > 3 ? [near, beforeLast, last] : undefined;
  return { inner: [[near, first, second]], outer, fused };
}

function rotations([a, b, c]: Triple): Triple[] {
  return [
    [a, b, c],
    [b, c, a],
    [c, a, b],
  ];
}

/** A term that meets others at the most heights, and one of these for each height, from below. */
function longestLadder(below: Below, count: number): number[] {
  let longest: number[] = [];
  for (let term = 0; term < count; term += 1) {
    const row = at(below, term);
    const met = new Map<number, number>();
    for (let other = 0; other < count; other += 1) {
      if (other !== term && !met.has(at(row, other))) met.set(at(row, other), other);
    }
    const heights = [...met.keys()].sort((a, b) => a - b);
    if (heights.length >= longest.length) {
      longest = [term, ...heights.map((height) => met.get(height) ?? term)];
    }
  }
  return longest;
}

/** The first three terms that meet all at once. */
function fusedTriple(below: Below, count: number): Triple | undefined {
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      const height = at(at(below, a), b);
      for (let c = b + 1; c < count; c += 1) {
        if (at(at(below, a), c) === height && at(at(below, b), c) === height) return [a, b, c];
      }
    }
  }
  return undefined;
}
