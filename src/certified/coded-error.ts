import type { CodedFactor, CodedSums, SumFormat } from '../number/formats.ts';
import { outward } from './error-free.ts';

/** What is known of the entries of a factor. */
export interface Extremes {
  /** Of which all are multiples; 0, where that is not known. */
  readonly unit: number;
  readonly largest: number;
  /** Of those that are not 0; infinite, where all are. */
  readonly least: number;
}

/** What multiplying by scales does to a sum of products beyond its other roundings. */
export interface CodedError {
  /** Each term is multiplied so often by a scale that is no power of two. */
  readonly roundings: number;
  /** Whether nothing can be lost at the ends of the range. */
  readonly isLossless: boolean;
  /** What may be lost there. */
  readonly lost: number;
}

const none: CodedError = { roundings: 0, isLossless: true, lost: 0 };

/**
 * Of q products c·d, with scales s and t of the blocks of C and of D, multiplied in wherever it is right to:
 * into entries, products, sums of blocks, or with one another first. Each such step is rounded once. In the
 * tree of a term, each scale that is no power of two adds one rounding to its q (Higham, Accuracy and
 * Stability of Numerical Algorithms, 2nd ed., §3.1): γ of q, q + 1 or q + 2.
 *
 * Where nothing else is rounded, this is not either. Let v = s·c be multiples of μ, and s = σ·2^e with σ odd.
 * Codes are multiples of μ/2^e, so that sums of codes have at most as many bits as those of v, less those
 * of σ; and s·t has at most as many as a term that is not 0.
 *
 * At the lower end of the range a step may lose η, which is multiplied by what is left to multiply: by
 * M = max(1, |c|)·max(1, s)·max(1, |d|)·max(1, t) at most, or q times that, where it is s·t. There are at most
 * 7q such steps, and sums may double what they carry on: 16·q·M·η in all, and nothing where every number on
 * the way is a multiple of η. At the upper end no number on the way exceeds q·M; where that may overflow,
 * the bound is infinite. Scales are those of `scaleFor`: s lies between min|v| / L and 2·max|v| / L for the
 * largest code L, or below 1.
 *
 * A global scale g is one more number by which each term is multiplied: into entries, into scales of blocks, into
 * sums, into the result, or with the other's first. It is a float32, adds one rounding more, and one more factor to
 * M: a factor has 11q such steps, so that 32·q·M·η has room for two. With the largest scale S, g is one of
 * `globalScalesFor`: between min|v| / (L·S) and 16·max|v| / (L·S), or the smallest float32. It has 24 bits, so that
 * what is odd of s·g divides that of each entry, as above.
 */
export function codedError(
  [left, right]: readonly [Extremes, Extremes],
  terms: number,
  { coded, smallest }: SumFormat,
): CodedError {
  if (coded === undefined || left.largest === 0 || right.largest === 0) return none;
  const [a, b] = [reachOf(left, coded.left), reachOf(right, coded.right)];
  const most = outward(outward(a.most * b.most) * terms);
  if (!(2 * most <= coded.range)) {
    return { roundings: 0, isLossless: false, lost: Number.POSITIVE_INFINITY };
  }
  const isLossless = a.lowest * b.lowest >= smallest;
  const lost = isLossless ? 0 : outward((hasGlobal(coded) ? 32 : 16) * most * smallest);
  return { roundings: roundingsBy(coded), isLossless, lost };
}

/** How often each term is multiplied by a scale that is no power of two. */
export function roundingsBy({ left, right }: Pick<CodedSums, 'left' | 'right'>): number {
  return [left, right].reduce((often, factor) => {
    return often + (factor && factor.bits > 1 ? 1 : 0) + (factor?.withGlobal ? 1 : 0);
  }, 0);
}

function hasGlobal({ left, right }: CodedSums): boolean {
  return (left?.withGlobal ?? right?.withGlobal) !== undefined;
}

/**
 * No scale of the factor is larger, if it is at least 1; nor its global scale, or the product of both. Where sums
 * are fused, they are sums of codes, of codes times the scales of blocks, or of entries.
 */
export function largestScale({ largest }: Pick<Extremes, 'largest'>, factor: CodedFactor): number {
  return Math.max(1, outward((2 * largest) / factor.least), largestGlobal({ largest }, factor));
}

/** No global scale of the factor is larger; 1, where that is. */
function largestGlobal(
  { largest }: Pick<Extremes, 'largest'>,
  { least, withGlobal }: CodedFactor,
): number {
  if (withGlobal === undefined) return 1;
  return Math.max(1, outward((16 * largest) / (least * withGlobal.largest)));
}

/** The largest product of what is on the way to an entry, and a number of which all are multiples. */
function reachOf(
  extremes: Extremes,
  factor: CodedFactor | undefined,
): { most: number; lowest: number } {
  const { unit, largest, least } = extremes;
  if (factor === undefined) return { most: Math.max(1, largest), lowest: Math.min(1, unit) };
  const codes = { most: Math.max(1, factor.largest), lowest: Math.min(1, factor.smallest) };
  const { withGlobal } = factor;
  if (withGlobal === undefined) {
    const scale = (least / factor.largest) * 2 ** -factor.bits; // a bit less than that of the smallest
    return {
      most: codes.most * largestScale(extremes, factor),
      lowest: codes.lowest * Math.min(1, scale),
    };
  }
  const all = (least / factor.largest / withGlobal.largest) * 2 ** -24; // below its last bit
  return {
    most: codes.most * withGlobal.largest * largestGlobal(extremes, factor),
    lowest: codes.lowest * Math.min(1, withGlobal.smallest) * Math.min(1, all),
  };
}
