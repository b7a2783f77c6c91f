import { at } from '../at.ts';
import { add, exactly, times } from '../certified/ball.ts';
import { Balls, total } from '../certified/balls.ts';
import { outward } from '../certified/error-free.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import type { Loss } from '../reference/losses.ts';

/** Weights such that Σ weight·φ(at) = scale·φ'(0), up to the loss's third derivative. */
export interface Stencil {
  readonly points: readonly { readonly at: number; readonly weight: number }[];
  readonly scale: number;
}

/**
 * For a polynomial loss the stencil that is exact with step 1; its weights are whole numbers, so
 * integers stay integers. For other losses the central difference, with a step that balances its
 * two errors and that leaves integers of the format exact: h = 2^−⌊p/3⌋.
 */
export function stencilFor({ degree }: Loss, { precision }: NumberFormat): Stencil {
  const h = 2 ** -Math.floor(precision / 3);
  switch (degree) {
    case 1:
      return { points: points([1, 1], [0, -1]), scale: 1 };
    case 2:
      return { points: points([1, 1], [-1, -1]), scale: 2 };
    case 3:
      return { points: points([-2, 1], [-1, -8], [1, 8], [2, -1]), scale: 12 };
    default:
      return { points: points([h, 1], [-h, -1]), scale: 2 * h };
  }
}

/**
 * scale·∂/∂t of every part of the loss along Y + t·V, with what the difference may be off by in the
 * radius: |φ(h) − φ(−h) − 2h·φ'(0)| ≤ h³·M₃/3 for |φ'''| ≤ M₃ (Taylor's theorem).
 */
export async function slope(
  loss: Loss,
  stencil: Stencil,
  { V, forward }: { V: Matrix<'m', 'k'>; forward: (t: number) => Promise<Balls<'m', 'k'>> },
): Promise<Balls> {
  const terms: Balls[] = [];
  for (const { at: t, weight } of stencil.points) {
    terms.push(loss.parts(await forward(t)).scale(exactly(weight)));
  }
  const third = loss.thirdDerivative?.(V);
  if (third === undefined) return total(terms);
  const h = stencil.scale / 2;
  return total(terms).map(({ mid, rad }, i, j) => ({
    mid,
    rad: outward(rad + (h ** 3 * third.at(i, j)) / 3),
  }));
}

/** The sum of each row, rows×1. */
export function rowSums(balls: Balls): Balls {
  return Balls.of([balls.rows, 1], (i) => balls.row(i).entries().reduce(add, exactly(0)));
}

/** Every row times a vector, rows×1. */
export function timesVector(balls: Balls, vector: readonly number[]): Balls {
  return rowSums(balls.map((ball, _, j) => times(ball, exactly(at(vector, j)))));
}

function points(...pairs: [at: number, weight: number][]): Stencil['points'] {
  return pairs.map(([at, weight]) => ({ at, weight }));
}
