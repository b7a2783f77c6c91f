import type { Shape } from './shape.ts';

/** Every class of shapes without an extent 0. */
export const shapeClasses = [
  'm, n, k different',
  'm = n',
  'n = k',
  'm = k',
  'm = n = k',
  'm = 1',
  'n = 1',
  'k = 1',
  'm = n = 1',
  'n = k = 1',
  'm = k = 1',
  'm = n = k = 1',
] as const;
export type ShapeClass = (typeof shapeClasses)[number];

/**
 * The class of a shape: which axes have extent 1 or, where none has, which ones are equally long.
 * Faults of shape-specialised code are confined to a few of these.
 */
export function shapeClass({ m, n, k }: Shape): ShapeClass {
  const ones = Object.entries({ m, n, k }).flatMap(([axis, extent]) => (extent === 1 ? axis : []));
  const lone = shapeClasses.find((name) => name === `${ones.join(' = ')} = 1`);
  if (lone !== undefined) return lone;
  if (m === n && n === k) return 'm = n = k';
  if (m === n) return 'm = n';
  if (n === k) return 'n = k';
  return m === k ? 'm = k' : 'm, n, k different';
}
