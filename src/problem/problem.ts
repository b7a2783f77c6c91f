import type { Matrix } from '../matrix/matrix.ts';
import { type Batch, batchSizes } from './batch.ts';
import type { EntryKind } from './draw/draw-entries.ts';
import type { DrawnVariant } from './drawn-variant.ts';
import type { Layout } from './layout.ts';
import type { Shape } from './shape.ts';

/** One question to a subject: X m×n, W n×k and the upstream gradient dY m×k. */
export interface Problem {
  readonly X: Matrix<'m', 'n'>;
  readonly W: Matrix<'n', 'k'>;
  readonly dY: Matrix<'m', 'k'>;
  /** Seeds what a property draws on top of the problem: directions, permutations, scalings. */
  readonly salt: number;
  /** How operands and results lie in storage; dense where left out. */
  readonly layouts?: Layouts;
  /** The batch axes of X and W; their members are stacked as rows of X, W and dY. */
  readonly batch?: Batch;
  /** What the call that is made of it asks for besides. */
  readonly variant?: DrawnVariant;
  /** How it was drawn, of a problem as it was generated. */
  readonly drawn?: Drawn;
}

/** What a generated problem is evidence of. */
export interface Drawn {
  readonly kind: EntryKind;
  /**
   * For one entry of each operand, whatever its other entries are: the probability of its likeliest
   * value; 1 where entries depend on one another. Left out where entries have no countable values.
   */
  readonly likeliest?: Readonly<Record<'X' | 'W' | 'dY', number>>;
}

export type Layouts = Readonly<Partial<Record<'X' | 'W' | 'dY' | 'dX' | 'dW', Layout>>>;

/** The shape of one member. */
export function shapeOf({ X, W, batch }: Pick<Problem, 'X' | 'W' | 'batch'>): Shape {
  const { X: members } = batchSizes(batch);
  const m = members === 0 ? (batch?.m ?? 1) : X.rows / members;
  return { m, n: X.cols, k: W.cols };
}

/** The same problem seen from the other side: Yᵀ = Wᵀ·Xᵀ with upstream gradient dYᵀ. */
export function transposed({ X, W, dY, salt, layouts }: Problem): Problem {
  // SAFETY: only the axis names change; the transposed problem's m is this one's k, and back.
  const swapped = { X: W.T, W: X.T, dY: dY.T, salt } as unknown as Problem;
  return layouts === undefined ? swapped : { ...swapped, layouts: swapLayouts(layouts) };
}

function swapLayouts({ X, W, dY }: Layouts): Layouts {
  return {
    ...(W === undefined ? {} : { X: W }),
    ...(X === undefined ? {} : { W: X }),
    ...(dY === undefined ? {} : { dY }),
  };
}
