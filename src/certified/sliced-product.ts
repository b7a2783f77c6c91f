import { at, entryAt } from '../at.ts';
import { productOf } from '../matrix/product-of.ts';
import type { Extents } from '../matrix/tiled-product.ts';
import { exponentOf } from '../number/round.ts';
import type { Product } from './dot2.ts';
import { nearestOf } from './nearest-of.ts';

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k, q ≥ 1, where each operand is a sum of at most so many
 * slices of few bits: their products are sums without a rounding (Ozaki, Ogita, Oishi & Rump, Numer.
 * Algorithms 59 (2012) 95). Nothing, where an operand needs more slices or lies near an end of the range.
 *
 * A midpoint is the float64 nearest to the real value c, and its radius is the least float64 that is not
 * below |c − mid|. So no ball around c with a float64 as its midpoint is narrower; the radius is 0 wherever
 * c is a float64.
 *
 * A slice has w = ⌊(53 − ⌈log₂ q⌉)/2⌋ bits: in units of its own, integers of magnitude up to 2^(w−1). With
 * A = A₀ + A₁ + …, the units of A₀ being 2^w times those of A₁, the product is a sum of levels: level l, of
 * A_s·B_t with s + t = l, is in units 2^−lw of those of A₀B₀. A product is at most q·2^(2w−2) ≤ 2^51, a level
 * at most three times that.
 */
export function slicedProduct(
  a: Float64Array,
  b: Float64Array,
  { extents, slices }: { readonly extents: Extents; readonly slices: number },
): Product | undefined {
  const bits = Math.floor((53 - (32 - Math.clz32(extents[1] - 1))) / 2); // ⌈log₂ q⌉ of q ≥ 1
  const [left, right] = [slicesOf(a, bits, slices), slicesOf(b, bits, slices)];
  if (left === undefined || right === undefined) return undefined;
  const unit = left.unit * right.unit;
  return nearestOf(levelsOf(left, right, extents), (level) => unit * 2 ** (-bits * level));
}

/** An operand: the sum of its parts, exactly. */
interface Slices {
  readonly parts: readonly Float64Array[];
  /** Of which every entry of the first part is a multiple, and 2^w times that of the second one. */
  readonly unit: number;
  readonly bits: number;
}

function slicesOf(entries: Float64Array, bits: number, most: number): Slices | undefined {
  let largest = 0;
  for (let place = 0; place < entries.length; place += 1) {
    largest = Math.max(largest, Math.abs(entryAt(entries, place)));
  }
  if (!(largest > 2 ** -400 && largest < 2 ** 400)) return undefined;
  const unit = 2 ** (exponentOf(largest) + 2 - bits); // the largest is below 2^(w−1) units
  const parts: Float64Array[] = [];
  const rest = entries.slice();
  while (parts.length < most) {
    parts.push(cutFrom(rest, unit * 2 ** (-bits * parts.length)));
    if (isZero(rest)) return { parts, unit, bits };
  }
  return undefined;
}

/** Entries rounded to multiples of `unit`, for magnitudes up to 2^51 units. What that leaves stays. */
function cutFrom(entries: Float64Array, unit: number): Float64Array {
  const multiples = new Float64Array(entries.length);
  const sigma = 3 * 2 ** 51 * unit; // a unit is an ulp of σ + x
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entryAt(entries, place);
    const multiple = sigma + entry - sigma;
    multiples[place] = multiple;
    entries[place] = entry - multiple;
  }
  return multiples;
}

function isZero(entries: Float64Array): boolean {
  for (let place = 0; place < entries.length; place += 1) {
    if (entryAt(entries, place) !== 0) return false;
  }
  return true;
}

/** The levels of the product, the greatest first: their sum is the product. */
function levelsOf(a: Slices, b: Slices, extents: Extents): Float64Array[] {
  const both = Math.min(a.parts.length, b.parts.length);
  const product = (s: number, t: number): Float64Array =>
    productOf(at(a.parts, s), at(b.parts, t), extents);
  const squares = Array.from({ length: both }, (_, s) => product(s, s));
  const others: [level: number, sums: Float64Array][] = [];
  for (let s = 0; s < a.parts.length; s += 1) {
    for (let t = 0; t < b.parts.length; t += 1) {
      if (s < both && t < both) {
        if (s < t) others.push([s + t, mixed([a, b], [s, t], { squares, extents })]);
      } else others.push([s + t, product(s, t)]);
    }
  }
  const levels: Float64Array[] = [];
  for (const [s, square] of squares.entries()) addTo(levels, 2 * s, square);
  for (const [level, sums] of others) addTo(levels, level, sums);
  return levels;
}

function addTo(levels: Float64Array[], level: number, sums: Float64Array): void {
  const known = levels[level];
  levels[level] = sums;
  for (let place = 0; known !== undefined && place < sums.length; place += 1) {
    sums[place] = entryAt(sums, place) + entryAt(known, place);
  }
}

/**
 * A_s·B_t + A_t·B_s, s < t, by one product, that of the sums of both parts in units of part t: A_s·B_s and
 * A_t·B_t are known (Karatsuba). Their entries are up to 2^w, so no sum exceeds q·2^2w ≤ 2^53.
 */
function mixed(
  [a, b]: readonly [Slices, Slices],
  [s, t]: readonly [number, number],
  { squares, extents }: { readonly squares: readonly Float64Array[]; readonly extents: Extents },
): Float64Array {
  const scale = 2 ** (-a.bits * (t - s));
  const sums = productOf(folded(a, [s, t], scale), folded(b, [s, t], scale), extents);
  const [upper, lower] = [at(squares, s), at(squares, t)];
  const [once, twice] = [1 / scale, scale * scale];
  for (let place = 0; place < sums.length; place += 1) {
    const rest = entryAt(sums, place) - entryAt(upper, place) * twice;
    sums[place] = (rest - entryAt(lower, place)) * once;
  }
  return sums;
}

/** A_s·scale + A_t */
function folded({ parts }: Slices, [s, t]: readonly [number, number], scale: number): Float64Array {
  const [upper, lower] = [at(parts, s), at(parts, t)];
  const sums = new Float64Array(upper.length);
  for (let place = 0; place < sums.length; place += 1) {
    sums[place] = entryAt(upper, place) * scale + entryAt(lower, place);
  }
  return sums;
}
