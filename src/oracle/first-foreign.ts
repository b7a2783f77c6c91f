import type { Given } from '../contract/subject.ts';
import { entriesOf } from '../matrix/strided.ts';
import type { NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import type { TensorFormats } from '../number/tensor-formats.ts';

/** An entry that is no number of its format. */
interface Foreign {
  /** Such as "X.data[3]". */
  readonly where: string;
  readonly value: number;
  readonly format: NumberFormat;
}

/** The first entry that is no number of the format of its tensor; NaN and infinities are of all. */
export function firstForeign(
  { X, W, dY, options: { into } = {} }: Given,
  formats: TensorFormats,
): Foreign | undefined {
  const stored = [
    ['X', X, formats.X],
    ['W', W, formats.W],
    ['dY', dY, formats.dY],
    ['options.into.dX', into?.dX, formats.dX],
    ['options.into.dW', into?.dW, formats.dW],
  ] as const;
  for (const [name, operand, format] of stored) {
    if (operand === undefined) continue;
    const value = entriesOf(operand).find(
      (entry) => !Number.isNaN(entry) && round(entry, format) !== entry,
    );
    if (value === undefined) continue;
    return { where: `${name}.data[${operand.data.indexOf(value)}]`, value, format };
  }
  return undefined;
}
