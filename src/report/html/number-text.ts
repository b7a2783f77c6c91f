import { decodeNumber, type JsonNumber } from '../../wire/json-number.ts';

/** A number as a cell of a few characters has it: at most four digits, with a real minus. */
export function numberText(value: JsonNumber | number): string {
  const number = decodeNumber('a number', value);
  if (Number.isNaN(number)) return 'NaN';
  if (Object.is(number, -0)) return '−0';
  const size = Math.abs(number);
  const sign = number < 0 ? '−' : '';
  return `${sign}${size === Number.POSITIVE_INFINITY ? '∞' : sizeText(size)}`;
}

/** Two numbers; where they look alike in short and differ, with all their digits. */
export function apart(one: JsonNumber | number, other: JsonNumber | number): [string, string] {
  const [short, otherShort] = [numberText(one), numberText(other)];
  const [a, b] = [decodeNumber('a number', one), decodeNumber('a number', other)];
  if (short !== otherShort || Object.is(a, b)) return [short, otherShort];
  return [inFull(a), inFull(b)];
}

function inFull(value: number): string {
  return String(value).replaceAll('-', '−').replace('e+', 'e');
}

function sizeText(size: number): string {
  if (Number.isInteger(size) && size < 1e6) return String(size);
  const short = size >= 1e-3 && size < 1e6 ? Number(size.toPrecision(4)) : size;
  if (short !== size || String(short).length <= 6) return String(short).slice(0, 7);
  return size.toExponential(2).replace('e+', 'e').replace('e-', 'e−');
}
