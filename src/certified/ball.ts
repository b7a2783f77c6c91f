import { outward, twoProduct, twoSum } from './error-free.ts';

/**
 * A real number known up to a radius: it lies in [mid − rad, mid + rad].
 * Radius 0 means exactly `mid`. Operations carry radii along and round them outward; where float64
 * arithmetic happens to be exact, the radius does not grow.
 */
export interface Ball {
  readonly mid: number;
  readonly rad: number;
}

export function exactly(value: number): Ball {
  return { mid: value, rad: 0 };
}

/** a + b */
export function add(a: Ball, b: Ball): Ball {
  const [mid, error] = twoSum(a.mid, b.mid);
  // Of an answer that is not finite, the sum is not finite, whatever its radius: it stays wrong.
  const lost = isFinitePair(a, b) ? Math.abs(error) : 0;
  return { mid, rad: outward(a.rad + b.rad + lost) };
}

export function negate(a: Ball): Ball {
  return { mid: -a.mid, rad: a.rad };
}

/** a − b */
export function subtract(a: Ball, b: Ball): Ball {
  return add(a, negate(b));
}

/** a·b */
export function times(a: Ball, b: Ball): Ball {
  const [mid, error, slack] = twoProduct(a.mid, b.mid);
  if (a.rad + b.rad === Number.POSITIVE_INFINITY) return { mid, rad: Number.POSITIVE_INFINITY };
  if (!isFinitePair(a, b)) return { mid, rad: 0 };
  const spread = Math.abs(a.mid) * b.rad + a.rad * (Math.abs(b.mid) + b.rad);
  return { mid, rad: outward(spread + Math.abs(error) + slack) };
}

/** a / b. The radius is infinite when b may be 0. */
export function divide(a: Ball, b: Ball): Ball {
  const mid = a.mid / b.mid;
  const smallest = Math.abs(b.mid) * (1 - 2 ** -52) - b.rad;
  if (!(smallest > 0)) return { mid, rad: Number.POSITIVE_INFINITY };
  const residual = subtract(exactly(a.mid), times(exactly(mid), exactly(b.mid)));
  const spread = Math.abs(residual.mid) + residual.rad + a.rad + Math.abs(mid) * b.rad;
  // MIN_VALUE: the quotient of a tiny spread may underflow to 0.
  return { mid, rad: spread === 0 ? 0 : outward(outward(spread) / smallest + Number.MIN_VALUE) };
}

/** Σ terms, from left to right */
export function sum(terms: readonly Ball[]): Ball {
  return terms.reduce(add, exactly(0));
}

function isFinitePair(a: Ball, b: Ball): boolean {
  return Number.isFinite(a.mid) && Number.isFinite(b.mid);
}

/**
 * How far `actual` lies outside `expected`, 0 when the balls meet. Rounded so that balls which
 * meet are never said to be apart. Within an infinite radius lies everything. Otherwise, what is not
 * finite is infinitely far away.
 */
export function distance(actual: Ball, expected: Ball): number {
  if (actual.rad + expected.rad === Number.POSITIVE_INFINITY) return 0;
  if (!Number.isFinite(actual.mid) || !Number.isFinite(expected.mid))
    return Number.POSITIVE_INFINITY;
  const gap = subtract(actual, expected); // its radius has both radii and the rounding of the gap
  if (Math.abs(gap.mid) <= gap.rad) return 0;
  return Math.abs(gap.mid) - gap.rad;
}
