/** Fused sums as tensor cores form them, bit for bit. */
import { entryAt } from '../../src/at.ts';
import { formats, type NumberFormat } from '../../src/number/formats.ts';
import { exponentOf } from '../../src/number/round.ts';
import { cutOff } from './cut-off.ts';

/** How one matrix instruction adds. */
export interface TensorCore {
  /** Bits after the point of the largest term: what lies below is cut off each term. */
  readonly fraction: number;
  /** So many products are added at once, with what was summed before. */
  readonly terms: number;
  /** Significand bits of a sum, which is cut off, too. */
  readonly bits: number;
  /** What was summed before is added afterwards, in float32 and to nearest. */
  readonly late?: true;
}

/** The largest number of terms is that of one instruction on H100 for float8. */
const mostTerms = 32;

const values = new Float64Array(mostTerms + 1);

/** Terms that are cut off below so many bits after the point of the largest, and added. */
export interface Aligned {
  readonly sum: number;
  /** The exponent of the largest term; −∞ where there is none. */
  readonly largest: number;
}

/**
 * Σ a·b + c. Products are exact and not normalised: the exponent of one is the sum of its factors'. (Fasi,
 * Higham, Mikaitis & Pranesh, PeerJ Comput. Sci. 7 (2021) e330; the parameters are those of Khattak &
 * Mikaitis, arXiv 2512.07004, and of MMA-Sim, arXiv 2511.10909.)
 */
export function alignedSum(
  [a, b, c]: readonly [Float64Array, Float64Array, number],
  { fraction }: Pick<TensorCore, 'fraction'>,
  format: NumberFormat,
): Aligned {
  let [count, largest] = [0, Number.NEGATIVE_INFINITY];
  const put = (value: number, exponent: number): void => {
    values[count] = value;
    largest = Math.max(largest, exponent);
    count += 1;
  };
  for (let p = 0; p < a.length; p += 1) {
    const [x, y] = [entryAt(a, p), entryAt(b, p)];
    if (x !== 0 && y !== 0) put(x * y, exponentIn(x, format) + exponentIn(y, format));
  }
  if (c !== 0) put(c, exponentIn(c, formats.float32));
  const unit = 2 ** (largest - fraction);
  let sum = 0;
  for (let term = 0; term < count; term += 1) {
    sum += Math.trunc(entryAt(values, term) / unit) * unit;
  }
  return { sum, largest };
}

/** One instruction: Σ a·b + c. */
export function fusedAdd(
  [a, b, c]: readonly [Float64Array, Float64Array, number],
  { fraction, bits, late }: Omit<TensorCore, 'terms'>,
  format: NumberFormat,
): number {
  if (late) return Math.fround(c + fusedAdd([a, b, 0], { fraction, bits }, format));
  const { sum } = alignedSum([a, b, c], { fraction }, format);
  return cutOff(sum, { ...formats.float32, precision: bits });
}

/** Subnormal numbers have the exponent of the smallest normal one. */
export function exponentIn(value: number, { minExponent }: NumberFormat): number {
  return Math.max(exponentOf(value), minExponent);
}

/** A chain of instructions, the first of which adds to `added`; the last one is filled up with zeros. */
export function fusedDot(
  row: Float64Array,
  column: Float64Array,
  {
    core,
    format,
    added = 0,
  }: { readonly core: TensorCore; readonly format: NumberFormat; readonly added?: number },
): number {
  let sum = added;
  for (let start = 0; start < row.length; start += core.terms) {
    const end = start + core.terms;
    sum = fusedAdd([row.subarray(start, end), column.subarray(start, end), sum], core, format);
  }
  return sum;
}

/**
 * The terms of float8 in the order in which H100 adds them for the instruction `mma.sync`, which it runs as two of
 * float16: of each 32 those that are 0 or 1 modulo 4, then the others (seen on one, 8,000 of 8,000 bit for bit).
 */
export function asTwoOfFloat16(factors: Float64Array): Float64Array {
  const ordered = new Float64Array(Math.ceil(factors.length / mostTerms) * mostTerms);
  factors.forEach((factor, p) => {
    const [block, within] = [p - (p % mostTerms), p % mostTerms];
    const place = (within >> 2) * 2 + (within % 2) + (within % 4 < 2 ? 0 : mostTerms / 2);
    ordered[block + place] = factor;
  });
  return ordered;
}

/** Of each processor, for tf32: half as many terms. */
export const tf32Cores = {
  A100: { fraction: 24, terms: 4, bits: 24 },
  H100: { fraction: 25, terms: 8, bits: 24 },
} as const satisfies Record<string, TensorCore>;

/** Of each processor, for formats of 16 bits. */
export const tensorCores = {
  V100: { fraction: 23, terms: 4, bits: 24 },
  A100: { fraction: 24, terms: 8, bits: 24 },
  H100: { fraction: 25, terms: 16, bits: 24 },
} as const satisfies Record<string, TensorCore>;

/** For float8, where on H100 a sum keeps 13 bits after the point. */
export const float8Cores = {
  Ada: { fraction: 13, terms: 16, bits: 14 },
  H100: { fraction: 13, terms: 32, bits: 14 },
  B200: { fraction: 25, terms: 32, bits: 24, late: true },
} as const satisfies Record<string, TensorCore>;
