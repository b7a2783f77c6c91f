import { at } from '../at.ts';

/** Every rows×cols member of row-major entries transposed. */
export function turned(
  entries: Float64Array,
  [rows, cols]: readonly [number, number],
): Float64Array {
  const size = rows * cols;
  return entries.map((_, place) => {
    const [member, inside] = [Math.floor(place / size), place % size];
    return at(entries, member * size + (inside % rows) * cols + Math.floor(inside / rows));
  });
}
