import type { NumberFormat } from '../../src/number/formats.ts';
import { exponentOf } from '../../src/number/round.ts';

/** `value` rounded toward zero to so many significant bits, as far as the format has them. */
export function cutOff(
  value: number,
  { precision, smallest, largest }: Pick<NumberFormat, 'precision' | 'smallest' | 'largest'>,
): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const ulp = Math.max(2 ** (exponentOf(value) - precision + 1), smallest);
  return Math.max(-largest, Math.min(largest, Math.trunc(value / ulp) * ulp));
}
