import type { Given } from '../contract/subject.ts';
import { entriesOf } from '../matrix/strided.ts';
import type { NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';

/** The first entry that is no number of the format, as "X.data[3]"; NaN and infinities are. */
export function firstForeign(
  { X, W, dY, options: { into } = {} }: Given,
  format: NumberFormat,
): { readonly where: string; readonly value: number } | undefined {
  const operands = { X, W, dY, 'options.into.dX': into?.dX, 'options.into.dW': into?.dW };
  for (const [name, operand] of Object.entries(operands)) {
    if (operand === undefined) continue;
    const value = entriesOf(operand).find(
      (entry) => !Number.isNaN(entry) && round(entry, format) !== entry,
    );
    if (value !== undefined)
      return { where: `${name}.data[${operand.data.indexOf(value)}]`, value };
  }
  return undefined;
}
