import type { Matrix } from '../matrix/matrix.ts';
import { smallestNormal } from '../number/formats.ts';
import { isOf } from '../number/round.ts';
import { operandNames, type TensorFormats } from '../number/tensor-formats.ts';
import type { Problem } from '../problem/problem.ts';
import { Unasked } from './subject-crash.ts';

/**
 * Nobody is asked about an operand that has what is no number of its format; or, where these are taken for
 * 0, about subnormal numbers. What is drawn is of the format that all operands have in common, or of its
 * own, so that only what properties make of it is looked at. @throws Unasked
 */
export function refuseForeign(
  formats: TensorFormats,
  operands: Pick<Problem, 'X' | 'W'> & Partial<Pick<Problem, 'dY'>>,
): void {
  const { X, W, dY } = formats;
  const isFlushed = X.smallest > smallestNormal(X);
  const isMixed = X !== W || W !== dY || !X.infinities;
  if (!isMixed && !isFlushed) return;
  for (const name of operandNames) {
    const operand: Matrix | undefined = operands[name];
    const entries = operand?.toArray() ?? new Float64Array();
    const normal = isFlushed ? smallestNormal(formats[name]) : 0;
    if (entries.some((entry) => entry !== 0 && Math.abs(entry) < normal)) {
      throw new Unasked('an entry is subnormal');
    }
    if (isMixed && !entries.every((entry) => isOf(entry, formats[name]))) {
      throw new Unasked('an entry is no number of its format');
    }
  }
}
