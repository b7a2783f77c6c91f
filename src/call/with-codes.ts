import type { Operand, Scaled } from '../contract/subject.ts';
import { codesOf, copyOf, type Stack } from '../matrix/codes-of.ts';
import { entriesOf } from '../matrix/strided.ts';
import { asHeld } from '../number/coding.ts';
import type { OperandFormat, OperandFormats } from '../number/tensor-formats.ts';
import { batchSizes } from '../problem/batch.ts';
import { type Problem, shapeOf } from '../problem/problem.ts';
import type { LaidOut } from './lay-out.ts';
import { refuseForeign, refuseSubnormal } from './refuse-foreign.ts';
import { Unasked } from './subject-crash.ts';
import type { Turns } from './variant.ts';

type Name = keyof OperandFormats;

/** Puts the codes and scales of a coded operand beside its entries. @throws Unasked, where it has none */
export type WithCodes = (name: Name, laidOut: LaidOut) => LaidOut;

/**
 * Of the operands of a problem, in the orientation in which they are given.
 * @throws Unasked, where an operand has what is no number of its format
 */
export function withCodes(
  operands: Pick<Problem, 'X' | 'W' | 'batch'> & Partial<Pick<Problem, 'dY'>>,
  turns: Turns,
  formats: OperandFormats | undefined,
): WithCodes {
  if (formats !== undefined) refuseForeign(formats, operands);
  const { m, n, k } = shapeOf(operands);
  const sizes = batchSizes(operands.batch);
  const extents = { X: [m, n], W: [n, k], dY: [m, k] } as const;
  const turned = { ...turns, dY: false };
  return (name, laidOut) => {
    const format = formats?.[name];
    if (format?.coding === undefined) return laidOut;
    const { operand } = laidOut;
    const [rows, cols] = extents[name];
    const held = turned[name] ? { rows: cols, cols: rows } : { rows, cols };
    const stack = { entries: entriesOf(operand), members: sizes[name], ...held };
    const scaled = scaledOf(stack, { ...format, coding: asHeld(format.coding, turned[name]) });
    return { ...laidOut, operand: beside(operand, scaled), coded: copyOf(scaled) };
  };
}

/** The codes and scales of matrices, as they are held. @throws Unasked, where they have none, or flushed ones */
export function scaledOf(stack: Stack, format: Required<OperandFormat>): Scaled {
  const scaled = codesOf(stack, format.coding);
  if (scaled === undefined) throw new Unasked('an entry is no code times a scale');
  refuseSubnormal(scaled.codes, format);
  return scaled;
}

function beside(operand: Operand, scaled: Scaled): Operand {
  return Object.freeze({ ...operand, scaled: Object.freeze(scaled) });
}
