import type { Claims, Subject } from '../contract/subject.ts';
import { accumulatorOf, flushing, formats, type NumberFormat } from '../number/formats.ts';

/** Who answers: what it rounds to, and how it sums. */
export interface Arithmetic {
  readonly format: NumberFormat;
  /** Conventional when left out. */
  readonly algorithm?: Claims['algorithm'];
  /** What conventional sums are kept in, where it is wider than `format`. */
  readonly accumulator?: NumberFormat;
}

/** How a subject that makes these claims answers. */
export function arithmeticOf(
  numberFormat: Subject['numberFormat'],
  { algorithm, accumulates, subnormals }: Claims,
): Arithmetic {
  const isFlushing = subnormals === 'flushed';
  const format = isFlushing ? flushing(formats[numberFormat]) : formats[numberFormat];
  if (algorithm === 'strassen') return { format, algorithm };
  const accumulator = accumulatorOf(formats[numberFormat], accumulates);
  if (accumulator === undefined) return { format };
  const { smallest } = isFlushing ? format : accumulator;
  return { format, accumulator: { ...accumulator, smallest } };
}
