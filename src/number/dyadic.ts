/** Floating-point numbers as exact integers times powers of two, of any size. */

/** whole·2^exponent */
export interface Dyadic {
  readonly whole: bigint;
  readonly exponent: number;
}

export const zero: Dyadic = { whole: 0n, exponent: 0 };

/** A finite float64, taken apart by its bits. */
export function dyadic(value: number): Dyadic {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { whole: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

/** a + b, exactly. */
export function plus(a: Dyadic, b: Dyadic): Dyadic {
  const exponent = Math.min(a.exponent, b.exponent);
  return { whole: wholeAt(a, exponent) + wholeAt(b, exponent), exponent };
}

/** a·b, exactly. */
export function times(a: Dyadic, b: Dyadic): Dyadic {
  return { whole: a.whole * b.whole, exponent: a.exponent + b.exponent };
}

/** −1, 0 or 1: the sign of a − b. */
export function compare(a: Dyadic, b: Dyadic): -1 | 0 | 1 {
  const { whole } = plus(a, { whole: -b.whole, exponent: b.exponent });
  return whole === 0n ? 0 : whole < 0n ? -1 : 1;
}

export function absolute({ whole, exponent }: Dyadic): Dyadic {
  return { whole: whole < 0n ? -whole : whole, exponent };
}

/** Rounded to so many significant bits, to nearest, ties to even; the exponent has no limits. */
export function roundedTo(bits: number, { whole, exponent }: Dyadic): Dyadic {
  const magnitude = whole < 0n ? -whole : whole;
  const excess = magnitude.toString(2).length - bits;
  if (excess <= 0) return { whole, exponent };
  const unit = 1n << BigInt(excess);
  const [floor, rest] = [magnitude / unit, magnitude % unit];
  const isUp = 2n * rest > unit || (2n * rest === unit && floor % 2n === 1n);
  const nearest = isUp ? floor + 1n : floor;
  return { whole: whole < 0n ? -nearest : nearest, exponent: exponent + excess };
}

/** As a float64, of a value with at most 53 significant bits; below the normal range it is rounded. */
export function toNumber({ whole, exponent }: Dyadic): number {
  // In two steps: 2^exponent alone may be below the range.
  const half = Math.trunc(exponent / 2);
  return Number(whole) * 2 ** half * 2 ** (exponent - half);
}

function wholeAt({ whole, exponent }: Dyadic, lower: number): bigint {
  return whole << BigInt(exponent - lower);
}
