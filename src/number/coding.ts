import type { ScaledFormat } from '../contract/subject.ts';
import { formats, type NumberFormat, scaleFormats } from './formats.ts';
import { exponentOf, isOf } from './round.ts';
import { significantBits } from './significant-bits.ts';

/** How an operand is coded: an entry is its code times the scale of its block. */
export interface Coding {
  readonly codes: NumberFormat;
  readonly scales: NumberFormat;
  /** Rows and columns of a block; infinite, where it is all of them. */
  readonly block: readonly [rows: number, columns: number];
  /** The format of a scale of the whole matrix, by which every entry is multiplied besides. */
  readonly globalScale?: NumberFormat;
}

/** The names of the formats of scales. */
// SAFETY: Object.keys forgets the key type.
export const scaleFormatNames = Object.keys(scaleFormats) as readonly ScaledFormat['scales'][];

/** What a subject says of an operand. */
export function codingOf({ codes, scales, block, globalScale }: ScaledFormat): Coding {
  const [rows, columns] = block;
  const extent = (said: number | 'all'): number => (said === 'all' ? Infinity : said);
  return {
    ...{ codes: formats[codes], scales: scaleFormats[scales] },
    block: [extent(rows), extent(columns)],
    ...(globalScale && { globalScale: scaleFormats[globalScale] }),
  };
}

/** Of an operand as it is held, which may be its transpose. */
export function asHeld(coding: Coding, isTransposed: boolean): Coding {
  const [rows, columns] = coding.block;
  return isTransposed ? { ...coding, block: [columns, rows] } : coding;
}

/** In words: "float8_e4m3fn with float32 scales of 128×128", "and a float32 global scale". */
export function formatInWords(format: string | ScaledFormat): string {
  if (typeof format === 'string') return format;
  const { codes, scales, block, globalScale } = format;
  const all = globalScale === undefined ? '' : ` and a ${globalScale} global scale`;
  return `${codes} with ${scales} scales of ${block.join('×')}${all}`;
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
export function scaleFor(
  entries: readonly number[] | Float64Array,
  coding: Coding,
): number | undefined {
  let largest = 0;
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entries[place] ?? 0;
    const size = Math.abs(entry);
    if (size > largest && size !== Number.POSITIVE_INFINITY) largest = size;
    else if (!(size < Number.POSITIVE_INFINITY) && !isOf(entry, coding.codes)) return undefined;
  }
  if (largest === 0) return 1;
  const units = 2 ** (coding.codes.precision - 1);
  for (let unit = units; unit < 2 * units; unit += 1) {
    const scale = scaleWith(largest, unit / units, coding);
    if (scale !== undefined && areCoded(entries, scale, coding.codes)) return scale;
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
  const units = significandOf(largest / code) * 2 ** (scales.precision - 1);
  if (!Number.isInteger(units) || (largest / code) * code !== largest) return undefined;
  for (; isCode(code, codes); code /= 2) {
    if (isScale(largest / code, scales)) return largest / code;
  }
  return undefined;
}

function significandOf(value: number): number {
  return value / 2 ** exponentOf(value);
}

function areCoded(
  entries: readonly number[] | Float64Array,
  scale: number,
  codes: NumberFormat,
): boolean {
  for (let place = 0; place < entries.length; place += 1) {
    if (!isCoded(entries[place] ?? 0, scale, codes)) return false;
  }
  return true;
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

/**
 * The global scales by which an entry of this size is a code times a scale, those of the fewest significand bits
 * first, so that a power of two is taken where there is one. Of each significand it is the smallest, so that the
 * scale is large, as where the largest entry of a tensor decides: amax / (6·448) in NVFP4. 1 for 0.
 */
export function globalScalesFor(largest: number, coding: Coding): readonly number[] {
  const { codes, scales, globalScale } = coding;
  if (globalScale === undefined || largest === 0) return [1];
  const whole = significandOf(largest);
  const found = new Set<number>();
  for (const code of significandsOf(codes)) {
    for (const scale of significandsOf(scales)) {
      const part = whole / (code * scale);
      if (part * (code * scale) === whole && isOf(part, globalScale))
        found.add(significandOf(part));
    }
  }
  return [...found]
    .sort((a, b) => significantBits(a) - significantBits(b) || a - b)
    .flatMap((part) => smallestWith(part, largest, coding) ?? []);
}

/** 1 to 2, in steps of the last bit. */
function significandsOf({ precision }: NumberFormat): readonly number[] {
  const units = 2 ** (precision - 1);
  return Array.from({ length: units }, (_, unit) => 1 + unit / units);
}

/** The smallest number with this significand by which `largest` is a code times a scale. */
function smallestWith(significand: number, largest: number, coding: Coding): number | undefined {
  const { codes, scales, globalScale = scaleFormats.float32 } = coding;
  const least = largest / (codes.largest * scales.largest);
  const lowest = Math.max(exponentOf(least), globalScale.minExponent);
  // The largest code times the largest scale is less than four times the largest product of any significands.
  for (let exponent = lowest; exponent <= lowest + 3; exponent += 1) {
    const all = significand * 2 ** exponent;
    if (isScale(all, globalScale) && scaleFor([largest / all], coding) !== undefined) return all;
  }
  return undefined;
}
