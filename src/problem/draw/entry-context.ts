/** What is known when entries are drawn, and what is drawn. */
import type { NumberFormat } from '../../number/formats.ts';
import type { OperandFormats } from '../../number/tensor-formats.ts';
import type { Shape } from '../shape.ts';
import { chance, type Draw } from './draw.ts';

/** Draws one non-zero entry for each operand. */
export interface Entries {
  readonly X: () => number;
  readonly W: () => number;
  readonly dY: () => number;
  /** How many values one entry may take, all alike likely; left out where that is not countable. */
  readonly values?: Readonly<Record<'X' | 'W' | 'dY', number>>;
}

/** What entries are drawn for. */
export interface EntryContext {
  readonly shape: Shape;
  readonly formats: OperandFormats;
  /** What every sum can be rounded to without a loss. */
  readonly sums: NumberFormat;
  /** What sums are kept in before they are stored, where it is wider than that. */
  readonly accumulator?: NumberFormat | undefined;
  /** All entries are large and of one sign, where they saturate; now and then only, when left out. */
  readonly full?: boolean | undefined;
  /** The operand that is at one end of the range, where one is; drawn when left out. */
  readonly atEnd?: Name | undefined;
  /** Subnormal entries are the smallest numbers themselves, which nothing can scale down. */
  readonly least?: boolean | undefined;
}

/** An operand. */
export type Name = 'X' | 'W' | 'dY';

/** The same for every operand. */
export const each = <T>(of: (name: Name) => T): Readonly<Record<Name, T>> => ({
  X: of('X'),
  W: of('W'),
  dY: of('dY'),
});

/** α with α²·max(m, n, k) ≤ 2^p: all three products are exact with entries up to ±α. */
export function balanced({ shape, sums }: Pick<EntryContext, 'shape' | 'sums'>): number {
  const longest = Math.max(shape.m, shape.n, shape.k);
  return Math.max(1, Math.floor(Math.sqrt(2 ** sums.precision / longest)));
}

/** −1 or 1. */
export function sign(draw: Draw): number {
  return chance(draw, 50) ? -1 : 1;
}
