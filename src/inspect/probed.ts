import type { FormatName, NumberFormat } from '../number/formats.ts';

/** A format in which a subject is asked: its numbers are numbers of all operands. */
export interface Probed extends NumberFormat {
  /** Which one it is; `float8`, where it is of so few bits, and results are wider. */
  readonly as: FormatName | 'float8';
}

/** Whether one factor has no room for what swamps any sum. */
export function isShort({ maxExponent }: Probed): boolean {
  return maxExponent < 30;
}
