import type { Given, Operand, Operands } from '../contract/subject.ts';
import { writeParts } from '../matrix/codes-of.ts';
import { sameBits } from '../number/same-bits.ts';
import { decodeOperands } from '../wire/json-given.ts';
import { readerOf } from './over-wire.ts';
import type { WireStorage } from './protocol.ts';
import { asObject, type Wire } from './wire.ts';

/** Tells, when it is called, which storages of a question hold something else by then. */
export function writtenSince({ X, W, dY, options: { into } = {} }: Given, wire: Wire) {
  const operands = { X, W, dY };
  const before = changesIn(operands, wire);
  return () => ({
    operands: before(),
    ...(into && { into: { dX: wire.storage(into.dX), dW: wire.storage(into.dW) } }),
  });
}

function changesIn(operands: Readonly<Record<string, Operand>>, wire: Wire) {
  const copies = Object.entries(operands).map(
    ([name, operand]) => [name, operand, operand.data.slice()] as const,
  );
  return (): Record<string, WireStorage> => {
    const changed = copies.filter(([, { data }, before]) => !sameBits(data, before));
    return Object.fromEntries(changed.map(([name, operand]) => [name, wire.storage(operand)]));
  };
}

/** Writes what `overwritten` has, if there is any, into the operands of an earlier question. */
export function overwrite(
  operands: Operands & Partial<Given>,
  { overwritten }: Readonly<Record<string, unknown>>,
  wire: Wire,
): void {
  if (overwritten === undefined) return;
  const fields = asObject('overwritten', overwritten);
  const { X, W } = decodeOperands(fields, readerOf(wire));
  replace(operands.X, X);
  replace(operands.W, W);
  if (fields['dY'] !== undefined && operands.dY !== undefined) {
    replace(operands.dY, wire.operand('dY', fields['dY']));
  }
}

function replace(operand: Operand, by: Operand): void {
  operand.data.set(by.data);
  if (operand.scaled !== undefined && by.scaled !== undefined)
    writeParts(operand.scaled, by.scaled);
}
