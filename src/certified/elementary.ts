/**
 * exp, log and tanh with a certified radius. ECMAScript leaves Math.exp and its kin
 * implementation-approximated, so no bound may rest on them.
 */
import { add, type Ball, divide, exactly, negate, subtract, times } from './ball.ts';
import { outward } from './error-free.ts';

/** Taylor terms of exp on |r| ≤ 2^−4: the first one left out is below 2^−60/15! < 2^−100. */
const terms = 15;

/** e^x */
export function exp(x: Ball): Ball {
  if (x.rad > 1) return { mid: Math.exp(x.mid), rad: Number.POSITIVE_INFINITY };
  if (x.mid < -740) return { mid: 0, rad: 2 ** -1060 };
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.abs(x.mid) || 1)) + 4);
  let power = expNearZero(x.mid / 2 ** halvings);
  for (let i = 0; i < halvings; i += 1) power = times(power, power);
  // |e^(m+r) − e^m| ≤ e^m·(r + r²) for |r| ≤ 1
  const spread = (Math.abs(power.mid) + power.rad) * (x.rad + x.rad * x.rad);
  return { mid: power.mid, rad: outward(power.rad + outward(spread)) };
}

/** ln x, for x > 0: Math.log as a guess, corrected by the certified exp of the guess. */
export function log(x: Ball): Ball {
  const guess = Math.log(x.mid);
  const excess = subtract(divide(x, exp(exactly(guess))), exactly(1));
  const largest = Math.abs(excess.mid) + excess.rad;
  if (!(largest <= 0.5)) return { mid: guess, rad: Number.POSITIVE_INFINITY };
  // |ln(1 + d) − d| ≤ d² for |d| ≤ 1/2
  const value = add(exactly(guess), excess);
  return { mid: value.mid, rad: outward(value.rad + largest * largest) };
}

/** tanh |x| = (1 − t)/(1 + t) with t = e^(−2|x|), which cannot overflow; tanh is odd. */
export function tanh(x: Ball): Ball {
  if (x.mid < 0) return negate(tanh(negate(x)));
  const power = exp(times(exactly(-2), x));
  return divide(subtract(exactly(1), power), add(exactly(1), power));
}

/** Horner's scheme for Σ r^i / i!, |r| ≤ 2^−4, with the remainder in the radius. */
function expNearZero(r: number): Ball {
  let value = exactly(1);
  for (let i = terms - 1; i >= 1; i -= 1) {
    value = add(exactly(1), divide(times(value, exactly(r)), exactly(i)));
  }
  return { mid: value.mid, rad: outward(value.rad + Math.abs(r) ** terms * 2 ** -40) }; // 15! > 2^40
}
