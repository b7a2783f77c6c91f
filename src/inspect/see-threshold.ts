import { at } from '../at.ts';
import { smallestNormal } from '../number/formats.ts';
import { type Asked, probe } from './probe.ts';

/**
 * The number below which all numbers become 0, where that is above the normal range: a library that drops what is near 0.
 * It is known to a part in a hundred. Nothing, where the smallest normal number is kept, or 1 is not.
 */
export async function seeThreshold(asked: Asked): Promise<number | undefined> {
  const lowest = Math.log2(smallestNormal(asked.format));
  if (!(await isDropped(asked, [2 ** lowest]))[0]) return undefined;
  // Between a power of two that is dropped and one that is kept.
  let [dropped, kept] = [lowest, 0];
  while (kept - dropped > 1) {
    [dropped, kept] = await between(asked, [dropped, kept], {
      numbers: (exponent) => 2 ** exponent,
      isWhole: true,
    });
  }
  if (kept === 0 && (await isDropped(asked, [1]))[0]) return undefined;
  const base = 2 ** dropped;
  let part: Span = [1, 2];
  while (part[1] - part[0] > 1 / 100) {
    part = await between(asked, part, { numbers: (factor) => base * factor });
  }
  return base * part[1];
}

/** What is dropped at its begin, and kept at its end. */
type Span = [dropped: number, kept: number];

interface Steps {
  /** The number that a place of the span stands for. */
  readonly numbers: (place: number) => number;
  readonly isWhole?: true;
}

/** The same span, narrowed by as many places as one product has room for. */
async function between(asked: Asked, [from, to]: Span, { numbers, isWhole }: Steps): Promise<Span> {
  const parts = isWhole ? Math.min(asked.size, to - from) : asked.size;
  const places = Array.from({ length: parts + 1 }, (_, i) => {
    const place = from + ((to - from) * i) / parts;
    return isWhole ? Math.round(place) : place;
  });
  const inner = places.slice(1, -1);
  const dropped = await isDropped(asked, inner.map(numbers));
  const first = dropped.findIndex((isGone) => !isGone);
  const next = first < 0 ? inner.length : first;
  return [at(places, next), at(places, next + 1)];
}

/** Of each number, times 1, whether it becomes 0. */
async function isDropped(asked: Asked, numbers: readonly number[]): Promise<boolean[]> {
  const entry = await probe(asked, {
    row: (i) => ({ 0: numbers[i] ?? 0 }),
    column: () => ({}),
  });
  return numbers.map((_, i) => entry(i, 0) === 0);
}
