import { exponentOf } from '../format/round.ts';
import type { Draw } from './draw.ts';

/**
 * A number p such that p and value − p are both exact in any format that has `value`, and neither
 * is larger than it: an integer between 0 and an integer, else the value with fewer bits.
 */
export function cut(draw: Draw, value: number): number {
  if (Number.isSafeInteger(value)) return draw.integer(Math.min(0, value), Math.max(0, value));
  const unit = 2 ** (exponentOf(value) - draw.integer(0, 6));
  return Math.trunc(value / unit) * unit;
}
