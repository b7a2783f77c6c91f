import { entryAt } from '../at.ts';
import { productOf } from '../matrix/product-of.ts';
import type { Extents } from '../matrix/tiled-product.ts';
import { exponentOf } from '../number/round.ts';
import type { Product } from './dot2.ts';
import { twoSum } from './error-free.ts';

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k, q ≥ 1, where each operand is a sum of at most so many
 * slices of few bits: their products are sums without a rounding (Ozaki, Ogita, Oishi & Rump, Numer.
 * Algorithms 59 (2012) 95). Nothing, where an operand needs more slices or lies near an end of the range.
 *
 * A midpoint is the float64 nearest to the real value c, and its radius is |c − mid| itself. So no ball
 * around c with a float64 as its midpoint is narrower; the radius is 0 wherever c is a float64.
 *
 * A slice has w = ⌊(53 − ⌈log₂ q⌉)/2⌋ bits: in units of its own, integers of magnitude up to 2^(w−1).
 * A = A₁ + A₀ and B = B₁ + B₀, the units of A₁ and B₁ being 2^w times those of A₀ and B₀. In units of
 * A₀B₀ the sums A₁B₁ = 2^2w·h, A₁B₀ + A₀B₁ = 2^w·m and A₀B₀ = l have |h|, |l| ≤ q·2^(2w−2) ≤ 2^51 and
 * |m| ≤ 2^52. By Karatsuba, m = (A₁/2^w + A₀)(B₁/2^w + B₀) − h − l, of which no sum exceeds q·2^2w ≤ 2^53.
 */
export function slicedProduct(
  a: Float64Array,
  b: Float64Array,
  { extents, slices }: { readonly extents: Extents; readonly slices: 1 | 2 },
): Product | undefined {
  const bits = Math.floor((53 - (32 - Math.clz32(extents[1] - 1))) / 2); // ⌈log₂ q⌉ of q ≥ 1
  const [left, right] = [slicesOf(a, bits, slices), slicesOf(b, bits, slices)];
  if (left === undefined || right === undefined) return undefined;
  return nearest(sumsOf(left, right, extents));
}

/** An operand: upper + lower, exactly. */
interface Slices {
  readonly upper: Float64Array;
  /** Nothing, where it is 0. */
  readonly lower: Float64Array | undefined;
  /** Of which every entry of `upper` is a multiple, and 2^w times that of `lower`. */
  readonly unit: number;
  readonly bits: number;
}

function slicesOf(entries: Float64Array, bits: number, most: 1 | 2): Slices | undefined {
  let largest = 0;
  for (let place = 0; place < entries.length; place += 1) {
    largest = Math.max(largest, Math.abs(entryAt(entries, place)));
  }
  if (!(largest > 2 ** -400 && largest < 2 ** 400)) return undefined;
  const unit = 2 ** (exponentOf(largest) + 2 - bits); // the largest is below 2^(w−1) units
  const [upper, rest] = cutAt(entries, unit);
  if (isZero(rest)) return { upper, lower: undefined, unit, bits };
  if (most === 1) return undefined;
  const [lower, more] = cutAt(rest, unit * 2 ** -bits);
  return isZero(more) ? { upper, lower, unit, bits } : undefined;
}

/** Entries rounded to multiples of `unit`, for magnitudes up to 2^51 units, and what that leaves. */
function cutAt(entries: Float64Array, unit: number): [multiples: Float64Array, rest: Float64Array] {
  const [multiples, rest] = [new Float64Array(entries.length), new Float64Array(entries.length)];
  const sigma = 3 * 2 ** 51 * unit; // a unit is an ulp of σ + x
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entryAt(entries, place);
    const multiple = sigma + entry - sigma;
    multiples[place] = multiple;
    rest[place] = entry - multiple;
  }
  return [multiples, rest];
}

function isZero(entries: Float64Array): boolean {
  for (let place = 0; place < entries.length; place += 1) {
    if (entryAt(entries, place) !== 0) return false;
  }
  return true;
}

/** The product is high + low, exactly. */
interface Sums {
  readonly high: Float64Array;
  readonly low: Float64Array | undefined;
}

function sumsOf(a: Slices, b: Slices, extents: Extents): Sums {
  const high = productOf(a.upper, b.upper, extents);
  if (a.lower === undefined && b.lower === undefined) return { high, low: undefined };
  const low = productOf(a.lower ?? a.upper, b.lower ?? b.upper, extents);
  if (a.lower === undefined || b.lower === undefined) return { high, low };
  const both = productOf(folded(a), folded(b), extents);
  const [scale, sigma] = [2 ** -a.bits, 3 * 2 ** 51 * a.unit * b.unit];
  for (let place = 0; place < high.length; place += 1) {
    const h = entryAt(high, place);
    const l = entryAt(low, place);
    const mixed = (entryAt(both, place) - h * scale * scale - l) / scale;
    const upper = sigma + mixed - sigma; // so that what remains fits beside l, and this beside h
    high[place] = h + upper;
    low[place] = mixed - upper + l;
  }
  return { high, low };
}

function nearest({ high, low }: Sums): Product {
  const rad = new Float64Array(high.length);
  if (low === undefined) return { mid: high, rad };
  const mid = new Float64Array(high.length);
  for (let place = 0; place < high.length; place += 1) {
    const [sum, error] = twoSum(entryAt(high, place), entryAt(low, place));
    mid[place] = sum;
    rad[place] = Math.abs(error);
  }
  return { mid, rad };
}

/** A₁/2^w + A₀ */
function folded({ upper, lower, bits }: Slices): Float64Array {
  const sums = upper.map((entry) => entry * 2 ** -bits);
  for (let place = 0; lower !== undefined && place < sums.length; place += 1) {
    sums[place] = entryAt(sums, place) + entryAt(lower, place);
  }
  return sums;
}
