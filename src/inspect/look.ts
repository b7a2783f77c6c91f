import { asHeld } from '../number/coding.ts';
import type { OperandFormat, TensorFormats } from '../number/tensor-formats.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { Asking } from './asking.ts';
import type { Codings } from './probe.ts';
import type { Probed } from './probed.ts';

/** Who is looked at, in which format it is asked, and the formats of its tensors. */
export interface Look {
  readonly asking: Asking;
  readonly format: Probed;
  readonly stored: TensorFormats;
}

/** The factors of a product, as they are multiplied: A·B. */
export function factorsOf(
  { X, W, dY }: TensorFormats,
  product: ProductName,
): readonly [left: OperandFormat, right: OperandFormat] {
  switch (product) {
    case 'Y':
      return [X, W];
    case 'dX':
      return [dY, turned(W)];
    case 'dW':
      return [turned(X), dY];
  }
}

/** How they are coded. */
export function codingsOf(stored: TensorFormats, product: ProductName): Codings {
  const [left, right] = factorsOf(stored, product);
  return [left.coding, right.coding];
}

function turned({ coding, ...format }: OperandFormat): OperandFormat {
  return coding === undefined ? format : { ...format, coding: asHeld(coding, true) };
}
