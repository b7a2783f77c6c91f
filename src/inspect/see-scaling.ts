import { Matrix } from '../matrix/matrix.ts';
import type { Coding } from '../number/coding.ts';
import { formats } from '../number/formats.ts';
import type { ScalingSeen, Seen, Unknown } from './inspection.ts';
import type { AskedBriefly, Codings } from './probe.ts';
import type { Width } from './see-width.ts';

/**
 * What the scales of each factor are multiplied into. 5s·3 − 3s·5 is 0 where codes are summed first, whatever
 * rounding does to s. Where 5s and 3s are rounded before, s can be such that the difference is not 0, for every
 * number of bits that operands are rounded to. The two terms are alone in their sum, so its order is no matter.
 */
export async function seeScaling(
  asked: AskedBriefly,
  width: Width | undefined,
): Promise<Seen['scaling']> {
  const { codings } = asked;
  if (codings.every((coding) => coding === undefined)) return undefined;
  return [await seeSide(asked, 0, width), await seeSide(asked, 1, width)];
}

async function seeSide(
  asked: AskedBriefly,
  side: 0 | 1,
  width: Width | undefined,
): Promise<ScalingSeen | Unknown | undefined> {
  const coding = asked.codings[side];
  if (coding === undefined) return undefined;
  const isGlobal = coding.globalScale !== undefined;
  if (!isGlobal && coding.scales.precision === 1) {
    return { unknown: 'scales are powers of two, which leave no trace' };
  }
  if (!isGlobal && coding.scales.precision < formats.float32.precision) {
    return { unknown: 'a code times a scale has too few bits to be rounded' };
  }
  const places = placesFor(asked.codings, side, asked.size);
  if (places === undefined) {
    return { unknown: 'no two terms of these sums have codes and scales that would show it' };
  }
  const isRounded = (await difference(asked, side, places)) !== 0;
  if (isRounded) return isGlobal ? 'before' : 'entries';
  if (await keepsMore(asked, width)) {
    return { unknown: 'sums have so many bits that a scaled entry need not be rounded' };
  }
  return isGlobal || lengthOf(coding, side) >= asked.size ? 'result' : 'sums';
}

/** How many terms of a sum have one scale. */
function lengthOf({ block }: Coding, side: 0 | 1): number {
  return side === 0 ? block[1] : block[0];
}

/**
 * 5 and 3 are codes of one block where codes have three bits; of shorter ones they are scales of two blocks, and a
 * third one is between them.
 */
function placesFor(codings: Codings, side: 0 | 1, size: number): [number, number] | undefined {
  if (codings[side]?.globalScale !== undefined) {
    const isApart = ([0, 1] as const).every((each) => {
      const coding = codings[each];
      if (coding === undefined || coding.codes.precision >= 3) return true;
      return (
        new Set(threeOf(size).map((term) => Math.floor(term / lengthOf(coding, each)))).size === 3
      );
    });
    return isApart ? [0, size - 1] : undefined;
  }
  // Of either factor both terms are in one block, or the sum of a block is multiplied apart.
  const isTogether = ([0, 1] as const).every((each) => {
    const one = codings[each];
    return one === undefined || (one.codes.precision >= 3 && lengthOf(one, each) > 1);
  });
  return isTogether ? [0, 1] : undefined;
}

/** The first term, one in the middle, and the last. */
function threeOf(size: number): [number, number, number] {
  return [0, Math.floor(size / 2), size - 1];
}

/** Every entry of a square product is the same: so none is another by its place. */
async function difference(
  { multiply, size }: AskedBriefly,
  side: 0 | 1,
  [x, y]: readonly [number, number],
): Promise<number> {
  const line = (five: number, three: number): Matrix =>
    Matrix.of([size, size], (_, term) => (term === x ? five : term === y ? three : 0));
  const [scaled, other] = [line(5 * tellingScale, -3 * tellingScale), line(3, 5)];
  const product = await multiply(side === 0 ? scaled : other, (side === 0 ? other : scaled).T);
  return product.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}

/**
 * Whether sums hold 5s·3 whole, so that nobody need have rounded 5s: 27 bits and more. Where it was not seen how
 * wide sums are, 1 + 2⁻²⁵ − 1 is asked for, in the order of the terms; who is not seen to lose it may hold more.
 */
async function keepsMore(asked: AskedBriefly, width: Width | undefined): Promise<boolean> {
  if (width !== undefined) return width.isMore || width.bits > formats.float32.precision;
  const { multiply, size, codings } = asked;
  const terms = threeOf(size);
  // A scale of e4m3 alone has no more room beside 1, and with a global one it has.
  const down = codings[0] === undefined || codings[0].globalScale !== undefined ? 17 : 8;
  const line = (first: number, small: number, last: number): Matrix =>
    Matrix.of([size, size], (_, term) => {
      const place = terms.indexOf(term);
      return place < 0 ? 0 : place === 0 ? first : place === 1 ? small : last;
    });
  const product = await multiply(line(1, 2 ** -down, -1), line(1, 2 ** (down - 25), 1).T);
  return product.some((entry) => entry !== 0);
}

/**
 * A number of 24 bits by which 5s and 3s are rounded so that 3·5s and 5·3s differ, rounded to float32 or not:
 * to nearest or toward zero, to float32, tf32 and bfloat16. A test has it.
 */
export const tellingScale = 1 + 6_970_367 * 2 ** -23;
