import { type Asked, type Factors, probe } from './probe.ts';
import { isShort } from './probed.ts';
import type { Triple } from './triples.ts';

/** How far a sum resolves. */
export interface Width {
  /** Significand bits, the leading one included. */
  readonly bits: number;
  /** It may resolve more: nothing was lost as far as the format can tell. */
  readonly isMore: boolean;
}

/**
 * The bits of what holds the sum of the first two terms: 2⁻ᵉ beside 1 is still there once a later −1 has
 * taken the 1 away, for every e below them. One call tries all e, each at several places of the result.
 */
export async function seeWidth(asked: Asked, triple: Triple): Promise<Width> {
  const { inLeft, format } = asked;
  const { as, maxExponent, smallest } = format;
  if (as === 'float8') {
    const down = maxExponent - Math.log2(smallest);
    return widthFrom(asked, triple, { top: [maxExponent, maxExponent], from: 1, to: 2 * down });
  }
  if (as !== 'float16') return widthFrom(asked, triple, { top: [0, 0], from: 1, to: 80 });
  // 2⁻²⁴ is the smallest number: beside 2¹⁵ first, and where that is held, beside 2¹⁵ · 2¹⁵.
  const width = await widthFrom(asked, triple, { top: [15, 0], from: 1, to: 39 });
  if (!width.isMore || inLeft) return width;
  return widthFrom(asked, triple, { top: [15, 15], from: 15, to: 54 });
}

interface Ladder {
  /** The exponents of the factors of the large terms. */
  readonly top: readonly [left: number, right: number];
  /** The exponents e that are tried, both included. */
  readonly from: number;
  readonly to: number;
}

async function widthFrom(asked: Asked, [near, met, later]: Triple, ladder: Ladder): Promise<Width> {
  const { size, format, inLeft } = asked;
  const { top, from, to } = ladder;
  const [left, right] = top;
  // No factor is less than the smallest number of a format with a short range.
  const lowest = Math.log2(format.smallest);
  const [most, mostRight] = isShort(format) ? [left - lowest, right - lowest] : [to, to];
  // The left factor alone has all of them, in rows as many as they are.
  const count = inLeft ? Math.max(size, to + 1) : size;
  const rows = Math.min(count, format.as === 'float8' ? most : most + 1);
  const columns = inLeft ? 1 : 1 + Math.floor(mostRight / rows);
  const row = (i: number): Factors => {
    return { [near]: 2 ** left, [met]: 2 ** (left - (i % rows)), [later]: -(2 ** left) };
  };
  const column = (j: number): Factors => ({
    [near]: 2 ** right,
    [met]: 2 ** (right - rows * (j % columns)),
    [later]: 2 ** right,
  });
  const entry = await probe(asked, { row, column }, count);
  const lost = new Set<number>();
  const asks = new Set<number>();
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const e = (i % rows) + rows * (j % columns);
      if (e < from || e > to) continue;
      asks.add(e);
      if (entry(i, j) !== 2 ** (left + right - e)) lost.add(e);
    }
  }
  const bits = lost.size === 0 ? Math.max(...asks) + 1 : Math.min(...lost);
  return { bits, isMore: lost.size === 0 };
}
