import { type Asked, probe } from './probe.ts';
import { isShort } from './probed.ts';

/**
 * Why the masks of all pairs meet in the last sum of all. One large positive term, at each place, among
 * positive ones that it swamps one by one: `fused`, they are always lost; `sorted`, they are always
 * together before they meet it; `apart`, it depends on the place, so that there is an order among terms of
 * one sign. The accumulator has so many bits, no more than are stored.
 */
export async function seeSorting(
  asked: Asked,
  bits: number,
): Promise<'fused' | 'sorted' | 'apart'> {
  const top = isShort(asked.format) ? 2 ** asked.format.maxExponent : 1;
  const small = top * 2 ** -bits;
  const entry = await probe(asked, {
    row: (i) =>
      Object.fromEntries(
        Array.from({ length: asked.size }, (_, term) => [term, term === i ? top : small]),
      ),
    column: () => ({}),
  });
  const sums = Array.from({ length: asked.size }, (_, i) => entry(i, 0));
  if (sums.some((sum) => sum !== sums[0])) return 'apart';
  return sums[0] === top ? 'fused' : 'sorted';
}
