import { formatNumber } from '../number/format-number.ts';
import { malformed } from './malformed.ts';

/** A number as JSON has it: what JSON cannot carry is text. It reads back bit for bit. */
export type JsonNumber = number | '-0' | 'NaN' | 'Infinity' | '-Infinity';

/** A number as JSON that reads back bit for bit. Many readers of JSON lose the sign of −0. */
export function encodeNumber(value: number): JsonNumber {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  // SAFETY: the four numbers left are written as exactly these words.
  return formatNumber(value) as JsonNumber;
}

/**
 * The number that a JSON value stands for; nothing, when it stands for none. Every common spelling
 * of NaN and of infinity is read, and decimals that are written as texts.
 */
export function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const [, sign = '', infinite] = /^([+-]?)(?:(inf)(?:inity)?|nan)$/i.exec(text) ?? [];
  if (infinite !== undefined) return sign === '-' ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** The number that a JSON value stands for. @throws GradgateError FORMAT */
export function decodeNumber(where: string, value: unknown): number {
  const number = numberFrom(value);
  if (number !== undefined) return number;
  throw malformed(where, 'a number, or "NaN", "Infinity" or "-Infinity"', value);
}

/** The numbers of a list. @throws GradgateError FORMAT, naming the first entry that is none */
export function decodeNumbers(where: string, value: unknown): Float64Array {
  if (!Array.isArray(value)) throw malformed(where, 'a list of numbers', value);
  return Float64Array.from(
    value,
    (entry: unknown, i) => numberFrom(entry) ?? decodeNumber(`${where}[${i}]`, entry),
  );
}

/** A list with its words as numbers; what stands for no number is left to whoever reads it. */
export function numbersWithin(list: readonly unknown[]): readonly unknown[] {
  if (!list.some((entry) => typeof entry === 'string')) return list;
  return list.map((entry) => numberFrom(entry) ?? entry);
}
