import type { Draw } from '../../problem/draw/draw.ts';
import type { Shape } from '../../problem/shape.ts';

export const axes = ['m', 'n', 'k'] as const;

/** A shape of this extent along one axis, and of a few along the others. */
export function longAlong(draw: Draw, axis: keyof Shape, extent: number): Shape {
  const side = (): number => draw.integer(2, 4);
  return { m: side(), n: side(), k: side(), [axis]: extent };
}
