import type { Batch } from '../batch.ts';
import { chance, type Draw, pick } from './draw.ts';

/** Batch axes: the same ones on X and W, any that NumPy's rules join, or of X alone. */
export type BatchKind = 'leading' | 'broadcast' | 'X alone';

/** Batch axes in every problem, or now and then: then the same ones, if nothing else is said. */
export type BatchWish = BatchKind | 'sometimes' | 'sometimes broadcast' | 'sometimes X alone';

/** Which kind comes, when one does. */
export function batchKindOf(wish: BatchWish): BatchKind {
  if (wish.endsWith('X alone')) return 'X alone';
  return wish.endsWith('broadcast') ? 'broadcast' : 'leading';
}

/**
 * One or two batch axes of one to three members. `leading`: the same on X and W. `broadcast`: any
 * that NumPy's rules join, with an extent of 1 on either side, or no axis at all. `X alone`: none on W.
 */
export function drawBatch(draw: Draw, kind: BatchKind): Batch {
  const extents = Array.from({ length: draw.integer(1, 2) }, () => draw.integer(1, 3));
  const rank = extents.length;
  if (kind === 'leading') return { X: extents, W: extents, ranks: { X: rank, W: rank } };
  if (kind === 'X alone') return { X: extents, W: extents.map(() => 1), ranks: { X: rank, W: 0 } };
  const single = extents.map(() => pick(draw, ['X', 'W', 'W', 'neither'] as const));
  const extentsOf = (operand: 'X' | 'W'): number[] =>
    extents.map((extent, axis) => (single[axis] === operand ? 1 : extent));
  const [X, W] = [extentsOf('X'), extentsOf('W')];
  const short = pick(draw, ['X', 'W', 'W', 'neither'] as const);
  const ranks = {
    X: short === 'X' ? rank - leadingOnes(draw, X) : rank,
    W: short === 'W' ? rank - leadingOnes(draw, W) : rank,
  };
  return { X, W, ranks };
}

/** Some of the leading axes of extent 1, most often all. */
function leadingOnes(draw: Draw, extents: readonly number[]): number {
  const first = extents.findIndex((extent) => extent !== 1);
  const ones = first < 0 ? extents.length : first;
  return chance(draw, 80) ? ones : draw.integer(0, ones);
}
