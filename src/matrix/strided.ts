import { at } from '../at.ts';
import type { Claims } from '../contract/subject.ts';

/** How a tensor lies in its storage, counted in entries; without strides, dense and row-major. */
export interface Strided {
  readonly shape: readonly number[];
  /** For each axis, the distance of neighbours; may be 0 or negative. */
  readonly strides?: readonly number[];
  /** Where entry (0, 0, …) lies; 0 when left out. */
  readonly offset?: number;
}

/** How many entries a shape has: 1 for a number, 0 where an extent is 0. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** The shape of X·W, or of X·Wᵀ, of tensors that fit; batch axes join by NumPy's rules. */
export function shapeOfProduct(
  X: readonly number[],
  W: readonly number[],
  weight?: Claims['weight'],
): number[] {
  const [few, many] = [X.slice(0, -2), W.slice(0, -2)].sort((a, b) => a.length - b.length);
  const [short = [], long = []] = [few, many];
  const ahead = long.length - short.length;
  const axes = long.map((extent, axis) => (extent === 1 ? (short[axis - ahead] ?? 1) : extent));
  const columns = weight === 'out×in' ? W.slice(-2, -1) : W.slice(-1);
  return [...axes, ...X.slice(-2, -1), ...(W.length === 1 ? [] : columns)];
}

/** The strides of a dense row-major tensor of this shape. */
export function denseStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** The lowest and the highest place of an entry; of an empty tensor, those of its corners. */
export function reachOf({
  shape,
  strides = denseStrides(shape),
  offset = 0,
}: Strided): [lowest: number, highest: number] {
  const steps = shape.map((extent, axis) => Math.max(0, extent - 1) * at(strides, axis));
  return [
    steps.reduce((sum, step) => sum + Math.min(0, step), offset),
    steps.reduce((sum, step) => sum + Math.max(0, step), offset),
  ];
}

/** Where in its storage each entry of a tensor lies, in row-major order. */
export function placesOf({ shape, strides, offset = 0 }: Strided): Float64Array {
  const places = new Float64Array(sizeOf(shape));
  if (strides === undefined) return places.map((_, place) => offset + place);
  if (places.length === 0) return places; // beside an extent of 0, another may be great
  let next = 0;
  const walk = (axis: number, start: number): void => {
    if (axis === shape.length) {
      places[next++] = start;
      return;
    }
    for (let i = 0; i < at(shape, axis); i += 1) walk(axis + 1, start + i * at(strides, axis));
  };
  walk(0, offset);
  return places;
}

/** The entries of a tensor in row-major order, copied out of its storage. */
export function entriesOf({
  data,
  ...placement
}: Strided & { readonly data: Float64Array }): Float64Array {
  if (placement.strides === undefined) return data.slice();
  return placesOf(placement).map((place) => at(data, place));
}
