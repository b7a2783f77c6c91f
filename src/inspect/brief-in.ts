import type { Subject } from '../contract/subject.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { isTooShort, leastPrecision } from './probed-in.ts';

/**
 * Why the formats of a subject have no room for most probes: operands are of four bits, or results of eight. Nothing,
 * where all is asked.
 */
export function briefIn(subject: Pick<Subject, 'numberFormat' | 'formats'>): string | undefined {
  const { X, W, dY, Y, dX, dW } = tensorFormats(subject);
  if ([X, W, dY].some(isTooShort)) {
    return 'no number of four bits is lost beside another, of one block';
  }
  const short = [Y, dX, dW].find(({ precision }) => precision < leastPrecision);
  if (short === undefined) return undefined;
  const { name, precision } = short;
  return `${name} has no room for what is left of a sum, and counts no further than ${2 ** precision}`;
}
