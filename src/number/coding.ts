import type { ScaledFormat } from '../contract/subject.ts';
import { formats, type NumberFormat, scaleFormats } from './formats.ts';
import { exponentOf, isOf } from './round.ts';

/** How an operand is coded: an entry is its code times the scale of its block. */
export interface Coding {
  readonly codes: NumberFormat;
  readonly scales: NumberFormat;
  /** Rows and columns of a block; infinite, where it is all of them. */
  readonly block: readonly [rows: number, columns: number];
}

/** The names of the formats of scales. */
// SAFETY: Object.keys forgets the key type.
export const scaleFormatNames = Object.keys(scaleFormats) as readonly ScaledFormat['scales'][];

/** What a subject says of an operand. */
export function codingOf({ codes, scales, block: [rows, columns] }: ScaledFormat): Coding {
  const extent = (said: number | 'all'): number => (said === 'all' ? Infinity : said);
  const block = [extent(rows), extent(columns)] as const;
  return { codes: formats[codes], scales: scaleFormats[scales], block };
}

/** In words: "float8_e4m3fn with float32 scales of 128×128". */
export function formatInWords(format: string | ScaledFormat): string {
  if (typeof format === 'string') return format;
  const { codes, scales, block } = format;
  return `${codes} with ${scales} scales of ${block.join('×')}`;
}

/** Whether it is a scale: subnormal numbers of float32 are none. */
export function isScale(value: number, scales: NumberFormat): boolean {
  const least = scales.precision > 8 ? 2 ** scales.minExponent : scales.smallest;
  return value >= least && Number.isFinite(value) && isOf(value, scales);
}

/**
 * The scale of a block with these entries: every one is a code times it, exactly. Of several it is one by which
 * the code of the largest entry has the smallest significand, and the smallest of those: codes are large, as
 * where one quantizes. 1 where all entries are 0. Nothing, where there is none.
 */
export function scaleFor(entries: readonly number[], coding: Coding): number | undefined {
  let largest = 0;
  for (const entry of entries) {
    if (Number.isFinite(entry)) largest = Math.max(largest, Math.abs(entry));
    else if (!isOf(entry, coding.codes)) return undefined;
  }
  if (largest === 0) return 1;
  const units = 2 ** (coding.codes.precision - 1);
  for (let unit = units; unit < 2 * units; unit += 1) {
    const scale = scaleWith(largest, unit / units, coding);
    if (scale !== undefined && entries.every((entry) => isCoded(entry, scale, coding.codes))) {
      return scale;
    }
  }
  return undefined;
}

/** The smallest scale by which the code of `largest` has this significand. */
function scaleWith(
  largest: number,
  significand: number,
  { codes, scales }: Coding,
): number | undefined {
  let code = significand * 2 ** codes.maxExponent;
  if (code > codes.largest) code /= 2;
  // All of these scales have one significand.
  if (!isOf(significandOf(largest / code), scales) || (largest / code) * code !== largest) {
    return undefined;
  }
  for (; isCode(code, codes); code /= 2) {
    if (isScale(largest / code, scales)) return largest / code;
  }
  return undefined;
}

function significandOf(value: number): number {
  return value / 2 ** exponentOf(value);
}

/** A quotient is rounded, but not that of a product: neither has more than 28 bits. */
function isCoded(entry: number, scale: number, codes: NumberFormat): boolean {
  if (entry === 0 || !Number.isFinite(entry)) return true;
  const code = entry / scale;
  return isCode(code, codes) && code * scale === entry;
}

/**
 * Whether a number is one of the format, without its exponent: Veltkamp's splitting rounds to so many bits
 * (Boldo, Pitfalls of a full floating-point proof, IJCAR 2006, for 2 to 51 of them).
 */
function isCode(value: number, { precision, smallest, largest }: NumberFormat): boolean {
  const spread = (2 ** (53 - precision) + 1) * value;
  const head = spread - (spread - value);
  return head === value && Math.abs(value) <= largest && Number.isInteger(value / smallest);
}
