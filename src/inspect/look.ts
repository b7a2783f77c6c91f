import type { NumberFormat } from '../number/formats.ts';
import type { Asking, ProductName } from './asking.ts';
import type { Probed } from './probed.ts';

/** Who is looked at, in which format it is asked, and what its results are stored in. */
export interface Look {
  readonly asking: Asking;
  readonly format: Probed;
  readonly stored: Readonly<Record<ProductName, NumberFormat>>;
}
