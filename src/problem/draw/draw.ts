import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { at } from '../../at.ts';

/** A source of random integers. Everything random in gradgate comes through one. */
export interface Draw {
  /** An integer between `min` and `max`, both included. */
  integer(min: number, max: number): number;
}

/** The same seed gives the same integers, on every machine. */
export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return { integer: (min, max) => uniformInt(generator, min, max) };
}

export function pick<T>(draw: Draw, list: readonly T[]): T {
  // SAFETY: the index is inside a list that callers keep non-empty.
  return list[draw.integer(0, list.length - 1)] as T;
}

/** One of the keys, each as often as its weight says. */
export function pickWeighted<Key extends string>(
  draw: Draw,
  weights: Readonly<Partial<Record<Key, number>>>,
): Key {
  // SAFETY: Object.entries forgets the key type.
  const entries = Object.entries(weights) as [Key, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = draw.integer(1, total);
  const found = entries.find(([, weight]) => {
    rest -= weight;
    return rest <= 0;
  });
  // SAFETY: rest starts at most at the total, so an entry is found.
  return (found as [Key, number])[0];
}

/** True `percent` times in a hundred. */
export function chance(draw: Draw, percent: number): boolean {
  return draw.integer(1, 100) <= percent;
}

/** 0 … length − 1 in random order (Fisher–Yates). */
export function drawPermutation(draw: Draw, length: number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i -= 1) {
    const j = draw.integer(0, i);
    [order[i], order[j]] = [at(order, j), at(order, i)];
  }
  return order;
}
