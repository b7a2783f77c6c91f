/** exp, log and tanh in fixed-point arithmetic of 400 bits, as intervals that contain them. */
import type { Ball } from '../../src/certified/ball.ts';
import { compare, type Dyadic, dyadic, plus } from '../../src/number/dyadic.ts';
import { negated } from './rounded-in.ts';

type Interval = readonly [lowest: Dyadic, highest: Dyadic];

const bits = 400;
const one = 1n << BigInt(bits);

/** By how many units of the last place a result here may be off, by far. */
const slack = 1n << 60n;

/** Whether everything in the interval lies in the ball. */
export function isBetween([lowest, highest]: Interval, { mid, rad }: Ball): boolean {
  if (rad === Number.POSITIVE_INFINITY) return true;
  const [from, to] = [plus(dyadic(mid), negated(dyadic(rad))), plus(dyadic(mid), dyadic(rad))];
  return compare(from, lowest) <= 0 && compare(highest, to) <= 0;
}

function fixed(value: number): bigint {
  const { whole, exponent } = dyadic(value);
  const shift = exponent + bits;
  return shift >= 0 ? whole << BigInt(shift) : whole >> BigInt(-shift);
}

/** e^x of a fixed-point number: (e^(x/2^k))^(2^k), by Taylor's series. */
function expFixed(x: bigint): bigint {
  const halvings = 24n;
  const small = x >> halvings;
  let [term, sum] = [one, one];
  for (let i = 1n; term !== 0n && i < 60n; i += 1n) {
    term = (term * small) / (one * i);
    sum += term;
  }
  for (let i = 0n; i < halvings; i += 1n) sum = (sum * sum) / one;
  return sum;
}

/** Nothing where the fixed point has too few digits for it, before or behind the point. */
export function exactExp(x: number): Interval | undefined {
  if (Math.abs(x) > 100) return undefined;
  const value = expFixed(fixed(x));
  return around(value, slack << BigInt(Math.max(0, Math.ceil(x * 1.5)) + 10));
}

/** By Newton's iteration on exp. */
export function exactLog(x: number): Interval | undefined {
  if (!(x > 1e-20 && x < 1e20)) return undefined;
  const target = fixed(x);
  let value = fixed(Math.log(x));
  for (let i = 0; i < 5; i += 1) {
    const power = expFixed(value);
    value += (2n * one * (target - power)) / (target + power);
  }
  return around(value, slack << 90n);
}

export function exactTanh(x: number): Interval | undefined {
  if (Math.abs(x) > 30) return undefined;
  const square = expFixed(fixed(2 * x));
  return around(((square - one) * one) / (square + one), slack << 110n);
}

function around(value: bigint, room: bigint): Interval {
  return [
    { whole: value - room, exponent: -bits },
    { whole: value + room, exponent: -bits },
  ];
}
