import { exponentOf } from './round.ts';

/** From the first to the last bit that is set, of a finite number but 0: 1 to 53. */
export function significantBits(value: number): number {
  const significand = value / 2 ** exponentOf(value);
  for (let bits = 1; bits < 53; bits += 1) {
    if (Number.isInteger(significand * 2 ** (bits - 1))) return bits;
  }
  return 53;
}
