import type { NumberFormat } from '../../number/formats.ts';
import { exponentOf } from '../../number/round.ts';

/** Toward zero, to as many significant bits as the format has; its range is not looked at. */
export function cutOff(value: number, { precision }: Pick<NumberFormat, 'precision'>): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const ulp = 2 ** (exponentOf(value) - precision + 1);
  return ulp === 0 ? value : Math.trunc(value / ulp) * ulp;
}
