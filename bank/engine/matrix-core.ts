/**
 * Sums as the matrix cores of AMD form them, bit for bit: MMA-Sim (arXiv 2511.10909v2 and its repository,
 * https://github.com/microsoft/MMA-Sim). A group of products is one step of an instruction; the last one is
 * filled up with zeros.
 */
import { entryAt } from '../../src/at.ts';
import { twoSum } from '../../src/certified/error-free.ts';
import {
  compare,
  type Dyadic,
  dyadic,
  plus,
  roundedTo,
  times,
  toNumber,
} from '../../src/number/dyadic.ts';
import { formats, type NumberFormat, smallestNormal } from '../../src/number/formats.ts';
import { sumToOdd } from './fma.ts';
import { type Aligned, alignedSum, exponentIn } from './tensor-core.ts';

/** A step: products of as many factors, and the sum so far, a float32. */
export type MatrixCore = (
  factors: readonly [Float64Array, Float64Array],
  sum: number,
  format: NumberFormat,
) => number;

/** A chain of steps of so many products. */
export function chained(
  [row, column]: readonly [Float64Array, Float64Array],
  {
    core,
    terms,
    format,
  }: { readonly core: MatrixCore; readonly terms: number; readonly format: NumberFormat },
): number {
  let sum = 0;
  for (let start = 0; start < row.length; start += terms) {
    const end = start + terms;
    sum = core([row.subarray(start, end), column.subarray(start, end)], sum, format);
  }
  return sum;
}

/** CDNA1: nothing is lost but in the end, when the sum is rounded to nearest. */
export const cdna1: MatrixCore = ([a, b], before) => {
  let [sum, lost] = [before, 0];
  for (let p = 0; p < a.length; p += 1) {
    const [next, error] = twoSum(sum, entryAt(a, p) * entryAt(b, p));
    [sum, lost] = [next, lost + Math.abs(error)];
  }
  return lost === 0 ? Math.fround(sum) : exactly([a, b], before);
};

function exactly([a, b]: readonly [Float64Array, Float64Array], before: number): number {
  let sum: Dyadic = dyadic(before);
  for (let p = 0; p < a.length; p += 1) {
    sum = plus(sum, times(dyadic(entryAt(a, p)), dyadic(entryAt(b, p))));
  }
  return toFloat32(sum);
}

/** CDNA2: float32 sums of neighbours, then of these; subnormal numbers are 0 wherever they come. */
export const cdna2: MatrixCore = ([a, b], sum, format) => {
  const read = (value: number | undefined = 0): number => flushed(value, smallestNormal(format));
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0] = Array.from(a, (x, p) => rounded(read(x) * read(b[p])));
  return rounded(sum + rounded(rounded(p0 + p1) + rounded(p2 + p3)));
};

/** CDNA3: products are cut off, their sum and the sum so far are rounded down, and then to nearest. */
export const cdna3: MatrixCore = ([a, b], sum, format) =>
  joined(alignedSum([a, b, 0], { fraction: 24 }, format), sum);

/** CDNA3 for float8: products of even and of odd places are summed apart. */
export const cdna3OfFloat8: MatrixCore = ([a, b], sum, format) => {
  const [even, odd] = [halfSum([a, b], 0, format), halfSum([a, b], 1, format)];
  const largest = Math.max(even.largest, odd.largest);
  const down = (value: number): number => roundedDown(value, 2 ** (largest - 24));
  return joined({ sum: down(even.sum) + down(odd.sum), largest }, sum);
};

/** Of the products at every second place. */
function halfSum(
  factors: readonly [Float64Array, Float64Array],
  first: 0 | 1,
  format: NumberFormat,
): Aligned {
  const half = (all: Float64Array): Float64Array => all.filter((_, p) => p % 2 === first);
  const [a, b] = factors;
  return alignedSum([half(a), half(b), 0], { fraction: 24 }, format);
}

/** A sum of products, and what was summed before. */
function joined(products: Aligned, before: number): number {
  const exponent = before === 0 ? Number.NEGATIVE_INFINITY : exponentIn(before, formats.float32);
  const largest = Math.max(products.largest, exponent);
  const down = (value: number, fraction: number): number =>
    roundedDown(value, 2 ** (largest - fraction));
  return Math.fround(down(products.sum, 31) + down(before, 24));
}

function roundedDown(value: number, unit: number): number {
  return value === 0 ? 0 : Math.floor(value / unit) * unit;
}

function rounded(value: number): number {
  return flushed(Math.fround(value), smallestNormal(formats.float32));
}

function flushed(value: number, normal: number): number {
  return Math.abs(value) < normal ? 0 : value;
}

/** The nearest float32: rounded first to 53 bits, to odd, so that rounding again goes the right way. */
function toFloat32(exact: Dyadic): number {
  const near = toNumber(roundedTo(53, exact));
  const side = compare(exact, dyadic(near));
  return Math.fround(sumToOdd(near, side * Number.MIN_VALUE));
}
