import type { FormatName, NumberFormat } from '../number/formats.ts';
import type { Asking, ProductName } from './asking.ts';

/** Who is looked at, in which format it is asked, and what its results are stored in. */
export interface Look {
  readonly asking: Asking;
  readonly format: FormatName;
  readonly stored: Readonly<Record<ProductName, NumberFormat>>;
}
