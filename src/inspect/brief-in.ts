import type { Subject } from '../contract/subject.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { isTooShort, leastPrecision } from './probed-in.ts';

/** Of a subject whose formats have no room for most probes: why not. */
export interface Brief {
  readonly why: string;
  /** Whether operands have room for what swamps any sum: then results of few bits can be counted in parts. */
  readonly hasRange: boolean;
}

/** Whose operands are of four bits, or whose results are of eight; nothing, where all is asked. */
export function briefIn(subject: Pick<Subject, 'numberFormat' | 'formats'>): Brief | undefined {
  const { X, W, dY, Y, dX, dW } = tensorFormats(subject);
  const operands = [X, W, dY];
  const hasRange = operands.every(({ maxExponent }) => maxExponent >= leastExponent);
  if (operands.some(isTooShort)) {
    return { hasRange, why: 'no number of four bits is lost beside another, of one block' };
  }
  const short = [Y, dX, dW].find(({ precision }) => precision < leastPrecision);
  if (short === undefined) return undefined;
  const { name, precision } = short;
  return {
    hasRange,
    why: `${name} has no room for what is left of a sum, and counts no further than ${2 ** precision}`,
  };
}

/** That of bfloat16 and float32. */
const leastExponent = 127;
