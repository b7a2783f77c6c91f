import { asHeld, type Coding } from '../number/coding.ts';
import type { OperandFormat, TensorFormats } from '../number/tensor-formats.ts';
import type { Asking, ProductName } from './asking.ts';
import type { Codings } from './probe.ts';
import type { Probed } from './probed.ts';

/** Who is looked at, in which format it is asked, and the formats of its tensors. */
export interface Look {
  readonly asking: Asking;
  readonly format: Probed;
  readonly stored: TensorFormats;
}

/** How the factors of a product are coded, as they are multiplied: A·B. */
export function codingsOf({ X, W, dY }: TensorFormats, product: ProductName): Codings {
  const held = ({ coding }: OperandFormat, isTurned: boolean): Coding | undefined =>
    coding && asHeld(coding, isTurned);
  switch (product) {
    case 'Y':
      return [held(X, false), held(W, false)];
    case 'dX':
      return [held(dY, false), held(W, true)];
    case 'dW':
      return [held(X, true), held(dY, false)];
  }
}
