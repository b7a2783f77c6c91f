import type { Shape } from '../../problem/shape.ts';
import { axes } from './long-along.ts';
import type { Plan } from './plan.ts';

/**
 * What a run is asked for besides: whole shapes, and along each axis one less, as many and one more than one tile
 * and two, and three tiles. The axes that are left out are drawn.
 */
export function ownShapes({ shapes = [], tile }: Pick<Plan, 'shapes' | 'tile'>): Partial<Shape>[] {
  if (tile === undefined) return [...shapes];
  const lengths = [tile - 1, tile, tile + 1, 2 * tile - 1, 2 * tile, 2 * tile + 1, 3 * tile];
  return [...shapes, ...axes.flatMap((axis) => lengths.map((length) => ({ [axis]: length })))];
}
