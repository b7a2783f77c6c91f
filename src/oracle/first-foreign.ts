import { at } from '../at.ts';
import type { Given, Operand } from '../contract/subject.ts';
import { codesOf } from '../matrix/codes-of.ts';
import { entriesOf, sizeOf } from '../matrix/strided.ts';
import { asHeld } from '../number/coding.ts';
import type { NumberFormat } from '../number/formats.ts';
import { nearest, round } from '../number/round.ts';
import { operandNames, type TensorFormats } from '../number/tensor-formats.ts';

/** An entry that is no number of its format. */
interface Foreign {
  /** Such as "X.data[3]"; "X.data", where some of them are no codes times scales. */
  readonly where: string;
  readonly value: unknown;
  readonly expected: string;
}

/** The first entry that is no number of the format of its tensor; NaN and infinities are of all. */
export function firstForeign(given: Given, formats: TensorFormats): Foreign | undefined {
  const { X, W, dY, options: { into } = {} } = given;
  const stored = [
    ['X', X, formats.X],
    ['W', W, formats.W],
    ['dY', dY, formats.dY],
    ['options.into.dX', into?.dX, formats.dX],
    ['options.into.dW', into?.dW, formats.dW],
  ] as const;
  for (const [name, operand, format] of stored) {
    if (operand === undefined || 'coding' in format) continue;
    const value = foreignIn(operand, format);
    if (value === undefined) continue;
    const where = `${name}.data[${operand.data.indexOf(value)}]`;
    return { where, value, expected: `a ${format.name}, such as ${nearest(value, format)}` };
  }
  return firstUncoded(given, formats);
}

function foreignIn(operand: Operand, format: NumberFormat): number | undefined {
  return entriesOf(operand).find((entry) => !Number.isNaN(entry) && round(entry, format) !== entry);
}

function firstUncoded(given: Given, formats: TensorFormats): Foreign | undefined {
  const { transX = false, transW = false } = given.options ?? {};
  const turned = { X: transX, W: transW, dY: false };
  for (const name of operandNames) {
    const { coding, name: expected } = formats[name];
    if (coding === undefined) continue;
    const [entries, extents] = [entriesOf(given[name]), extentsOf(name, given)];
    if (codesOf({ entries, ...extents }, asHeld(coding, turned[name])) !== undefined) continue;
    return { where: `${name}.data`, expected, value: 'numbers that are none' };
  }
  return undefined;
}

/** Of an operand as it is stored; a vector is a row in the place of X, and a column of W. */
function extentsOf(name: 'X' | 'W' | 'dY', given: Given) {
  const { shape } = given[name];
  const last = shape.at(-1) ?? 1;
  if (shape.length > 1) {
    return { members: sizeOf(shape.slice(0, -2)), rows: at(shape, shape.length - 2), cols: last };
  }
  const isColumn = name !== 'X' && given.W.shape.length === 1;
  return { members: 1, rows: isColumn ? last : 1, cols: isColumn ? 1 : last };
}
