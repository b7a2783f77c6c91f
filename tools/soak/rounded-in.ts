/** Exact arithmetic to check ours against: nothing here is rounded unless it says so. */
import type { Ball } from '../../src/certified/ball.ts';
import { absolute, compare, type Dyadic, dyadic, plus } from '../../src/number/dyadic.ts';
import type { NumberFormat } from '../../src/number/formats.ts';

/** Whether the value lies in the ball. Everything lies in one of infinite radius. */
export function isIn(value: Dyadic, { mid, rad }: Ball): boolean {
  if (rad === Number.POSITIVE_INFINITY) return true;
  if (!Number.isFinite(mid) || !(rad >= 0)) return false;
  const gap = absolute(plus(value, negated(dyadic(mid))));
  return compare(gap, dyadic(rad)) <= 0;
}

export function negated({ whole, exponent }: Dyadic): Dyadic {
  return { whole: -whole, exponent };
}

/** To nearest in the format, ties to even, with gradual underflow; beyond the range ±Infinity. */
export function roundedIn(value: Dyadic, format: NumberFormat): number {
  const { whole, exponent } = absolute(value);
  if (whole === 0n) return 0;
  const top = whole.toString(2).length + exponent - 1; // ⌊log₂|value|⌋
  const unit = Math.max(top - format.precision + 1, Math.log2(format.smallest));
  const shift = BigInt(Math.max(0, unit - exponent));
  const scaled = whole << BigInt(Math.max(0, exponent - unit));
  const [floor, rest] = [scaled >> shift, scaled & ((1n << shift) - 1n)];
  const half = shift === 0n ? 0n : 1n << (shift - 1n);
  const isUp = shift > 0n && (rest > half || (rest === half && floor % 2n === 1n));
  const magnitude = scaledBy(Number(isUp ? floor + 1n : floor), unit);
  const inRange = magnitude > format.largest ? Number.POSITIVE_INFINITY : magnitude;
  return value.whole < 0n ? -inRange : inRange;
}

/** value·2^exponent, without an overflow on the way. */
function scaledBy(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
