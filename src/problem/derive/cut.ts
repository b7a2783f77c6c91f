import type { NumberFormat } from '../../number/formats.ts';
import { exponentOf } from '../../number/round.ts';
import type { Draw } from '../draw/draw.ts';

/**
 * A number p such that p and value − p are both values of the format that `value` is one of, and
 * neither is larger than it: an integer between 0 and a small integer, else the leading bits.
 */
export function cut(draw: Draw, value: number, { precision }: NumberFormat): number {
  if (Number.isInteger(value) && Math.abs(value) <= 2 ** precision)
    return draw.integer(Math.min(0, value), Math.max(0, value));
  const unit = 2 ** (exponentOf(value) - draw.integer(0, 6));
  return Math.trunc(value / unit) * unit;
}
