import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import type { Layouts } from '../problem.ts';
import type { Shape } from '../shape.ts';

/** The products that a pass gives: Y = X·W, dX = dY·Wᵀ by (1), and dW = Xᵀ·dY by (2). */
export type ProductName = 'Y' | 'dX' | 'dW';

/**
 * A question that is too large to be carried about: what its entries are follows from where they stand.
 */
export interface LargeProblem {
  /** Of one member. */
  readonly shape: Shape;
  /** How many members a batch has, on X and W alike; it has no batch axis, where that is left out. */
  readonly members?: number;
  readonly kind: LargeKind;
  /** Of whole numbers, seven of eight are positive, so that sums grow as long as they can. */
  readonly grows: boolean;
  /** Whole numbers are as small as can be, for people to read. */
  readonly small?: true;
  /** Seeds every entry, and what the judge chooses. */
  readonly salt: number;
  /** How operands lie in storage; dense where left out. */
  readonly layouts?: Pick<Layouts, 'X' | 'W' | 'dY'>;
  /** What its call asks for besides; nothing, where left out. Only what is exact is scaled, or added to a destination. */
  readonly variant?: DrawnVariant;
}

/** What may be asked for besides: what leaves a gradient one product, scaled perhaps, and a destination that may hold another. */
export const largeParts = [
  ...['transX', 'transW', 'alpha', 'wants', 'overwrite', 'accumulate'],
] as const satisfies readonly VariantPart[];

/**
 * `exact`: whole numbers, and no sum is ever rounded. `saturating`: whole numbers whose sums fill what they
 * are kept in, and are rounded when they are stored. `rounded`: numbers with as many bits as the format has.
 */
export type LargeKind = (typeof largeKinds)[number];
export const largeKinds = ['exact', 'saturating', 'rounded'] as const;
