import type { Batch } from '../batch.ts';
import { chance, type Draw, pick } from './draw.ts';

/**
 * One or two batch axes of one to three members. `leading`: the same on X and W. `broadcast`: any
 * that NumPy's rules join, with an extent of 1 on either side, or no axis at all.
 */
export function drawBatch(draw: Draw, kind: 'leading' | 'broadcast'): Batch {
  const extents = Array.from({ length: draw.integer(1, 2) }, () => draw.integer(1, 3));
  const rank = extents.length;
  if (kind === 'leading') return { X: extents, W: extents, ranks: { X: rank, W: rank } };
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
