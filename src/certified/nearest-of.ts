import { at, entryAt } from '../at.ts';
import type { Product } from './dot2.ts';
import { twoSum } from './error-free.ts';

/**
 * Of each sum of up to five levels the nearest float64, and the least float64 that is not below its
 * distance from it. An entry of level l is a multiple of `unitOf(l)`, and at most 3/4·2^53 of them; the unit
 * of a level is at least 2^18 and at most 2^26 times that of the next. The levels are written into.
 */
export function nearestOf(
  levels: readonly Float64Array[],
  unitOf: (level: number) => number,
): Product {
  const [first = nothing, second, third, fourth, fifth] = levels;
  if (second === undefined) return { mid: first, rad: new Float64Array(first.length) };
  for (let level = levels.length - 1; level > 0; level -= 1) {
    carry(at(levels, level), at(levels, level - 1), unitOf(level - 1));
  }
  for (let place = 0; place < first.length; place += 1) {
    // Two neighbours have at most 2·26 + 1 bits together.
    const middle = entryAt(second, place) + (third === undefined ? 0 : entryAt(third, place));
    const upper = fourth === undefined ? 0 : entryAt(fourth, place);
    const last = upper + (fifth === undefined ? 0 : entryAt(fifth, place));
    // What comes later is at most half a unit of what comes before. The sum is s + e + last, then s + t + f,
    // then mid + r + f, exactly, the two latter ones small beside mid. (Pairs would cost more than the sums.)
    const top = entryAt(first, place);
    const s = top + middle;
    const e = errorOf(top, middle, s);
    const t = e + last;
    const f = errorOf(e, last, t);
    const mid = s + t;
    const r = errorOf(s, t, mid);
    first[place] = mid;
    second[place] = Math.abs(r);
    if (f !== 0) [first[place], second[place]] = settled(mid, r, f);
  }
  return { mid: first, rad: second };
}

/** What a rounded sum of two lost (Knuth's TwoSum). */
function errorOf(a: number, b: number, sum: number): number {
  const share = sum - a;
  return a - (sum - share) + (b - share);
}

const nothing = new Float64Array(0);

/** Moves what is a multiple of `unit` up to the level above: at most half a unit stays. */
function carry(level: Float64Array, above: Float64Array, unit: number): void {
  const sigma = 3 * 2 ** 51 * unit; // a unit is an ulp of σ + x
  for (let place = 0; place < level.length; place += 1) {
    const entry = entryAt(level, place);
    const multiple = sigma + entry - sigma;
    level[place] = entry - multiple;
    above[place] = entryAt(above, place) + multiple;
  }
}

/** mid + r + f, where f is small beside r: half way between two numbers, it decides. */
function settled(mid: number, r: number, f: number): [mid: number, rad: number] {
  const isHalfWay = r > 0 === f > 0 && mid + 2 * r - mid === 2 * r;
  const [rest, left] = twoSum(isHalfWay ? -r : r, f);
  const isBeyond = left !== 0 && rest > 0 === left > 0;
  return [isHalfWay ? mid + 2 * r : mid, isBeyond ? above(rest) : Math.abs(rest)];
}

/** The next greater magnitude, of what is far from underflow. (Rump, Zimmermann, Boldo & Melquiond, BIT 49 (2009) 419.) */
function above(value: number): number {
  const size = Math.abs(value);
  return size + 2 ** -53 * (1 + 2 ** -52) * size;
}
