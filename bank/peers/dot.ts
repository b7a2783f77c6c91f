import { at } from '../../src/at.ts';

/** ⟨a, b⟩, summed in float64 from the first entry on. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, entry) => total + value * at(b, entry), 0);
}
