import type { Matrix } from '../matrix/matrix.ts';
import { formats as known, type NumberFormat, smallestNormal } from '../number/formats.ts';
import { isOf } from '../number/round.ts';
import { type OperandFormats, operandNames } from '../number/tensor-formats.ts';
import type { Problem } from '../problem/problem.ts';
import { Unasked } from './subject-crash.ts';

/** The largest exponent of float32: what is drawn for a range that long leaves properties room to scale by 2^8. */
const longRange = known.float32.maxExponent;

/**
 * Nobody is asked about an operand that has what is no number of its format; or, where these are taken for
 * 0, about subnormal numbers. What is drawn is of its operand's format; what properties make of it need not be, where
 * formats differ, or where their range is short. Of coded operands see `withCodes`. @throws Unasked
 */
export function refuseForeign(
  formats: OperandFormats,
  operands: Pick<Problem, 'X' | 'W'> & Partial<Pick<Problem, 'dY'>>,
): void {
  const { X, W, dY } = formats;
  const mayBeForeign = X !== W || W !== dY || X.maxExponent < longRange;
  if (!mayBeForeign && !isFlushed(X)) return;
  for (const name of operandNames) {
    const operand: Matrix | undefined = operands[name];
    if (operand === undefined || formats[name].coding !== undefined) continue;
    const entries = operand.toArray();
    refuseSubnormal(entries, formats[name]);
    if (mayBeForeign && !entries.every((entry) => isOf(entry, formats[name]))) {
      throw new Unasked('an entry is no number of its format');
    }
  }
}

/** @throws Unasked, where a number is subnormal and such numbers are taken for 0 */
export function refuseSubnormal(entries: Float64Array, format: NumberFormat): void {
  if (!isFlushed(format)) return;
  const normal = smallestNormal(format);
  if (entries.some((entry) => entry !== 0 && Math.abs(entry) < normal)) {
    throw new Unasked('an entry is subnormal');
  }
}

function isFlushed(format: NumberFormat): boolean {
  return format.smallest > smallestNormal(format);
}
