import type { Rounding } from './inspection.ts';
import { type Asked, probe } from './probe.ts';
import type { Triple } from './triples.ts';

/** Quarters of an ulp that are added to 1, and to −1. */
export const quarters = [2, 3, 5, 6] as const;

/** What becomes of them, in ulps: of 1 + x and of −1 − x. */
const signatures: readonly (readonly [Rounding, string])[] = [
  ['nearest even', '0112 0112'],
  ['nearest away', '1112 1112'],
  ['toward zero', '0011 0011'],
  ['away from zero', '1122 1122'],
  ['up', '1122 0011'],
  ['down', '0011 1122'],
];

/** How the sum of the first two terms is rounded, which has so many bits. */
export async function seeRounding(asked: Asked, triple: Triple, bits: number): Promise<Rounding> {
  const [left, right] = topFor(asked, bits);
  const part = leftPart(asked, bits);
  const [near, met, later] = triple;
  const entry = await probe(asked, {
    row: (i) => ({
      [near]: 2 ** left,
      [met]: (quarters[i % 4] ?? 0) * 2 ** (left - part),
      [later]: -(2 ** left),
    }),
    column: (j) => {
      const sign = j % 2 === 0 ? 1 : -1;
      // Quarters of 2^(1 − bits).
      const small = 2 ** (right - 1 - bits + part);
      return { [near]: sign * 2 ** right, [met]: sign * small, [later]: sign * 2 ** right };
    },
  });
  const ulp = 2 ** (left + right + 1 - bits);
  return roundingOf(asked.size, (i, j) => entry(i, j) / (j % 2 === 0 ? ulp : -ulp));
}

/** Exponents of the factors of a sum beside which its last bit is no number too small. */
function topFor(
  { format: { as, maxExponent }, inLeft }: Asked,
  bits: number,
): readonly [left: number, right: number] {
  if (as === 'float8') return [maxExponent, maxExponent];
  if (as === 'float16') return bits < 36 || inLeft ? [15, 0] : [15, 15];
  return [0, 0];
}

/** Of the exponent of a quarter of an ulp, what the left factor has: float16 has not all of it beside 1. */
function leftPart({ inLeft }: Asked, bits: number): number {
  return inLeft ? bits + 1 : Math.ceil(bits / 2);
}

/** How a sum is rounded to the format that it is stored in, of so many bits. */
export async function seeStored(asked: Asked, triple: Triple, bits: number): Promise<Rounding> {
  const [near, met] = triple;
  const top = asked.format.as === 'float8' ? 2 ** asked.format.maxExponent : 1;
  const ulp = 2 ** (1 - bits);
  const half = 2 ** -leftPart(asked, bits);
  const entry = await probe(asked, {
    row: (i) => ({ [near]: top, [met]: (quarters[i % 4] ?? 0) * half * top }),
    column: (j) => {
      const sign = j % 2 === 0 ? 1 : -1;
      return { [near]: sign * top, [met]: ((sign * ulp) / 4 / half) * top };
    },
  });
  return roundingOf(
    asked.size,
    (i, j) => ((entry(i, j) / top ** 2) * (j % 2 === 0 ? 1 : -1) - 1) / ulp,
  );
}

/**
 * `steps` in ulps, away from zero: each row is one of the quarters, and odd columns are negative. Where
 * other kernels add in another order they show nothing; those that show something must agree.
 */
function roundingOf(size: number, steps: (i: number, j: number) => number): Rounding {
  const seen = new Set<Rounding>();
  for (let i = 0; i + 4 <= size; i += 4) {
    for (let j = 0; j + 2 <= size; j += 2) {
      const read = (column: number): string =>
        quarters.map((_, row) => steps(i + row, column)).join('');
      const shown = `${read(j)} ${read(j + 1)}`;
      const known = signatures.find(([, signature]) => signature === shown);
      if (known !== undefined) seen.add(known[0]);
    }
  }
  const [rounding, ...others] = seen;
  return rounding === undefined || others.length > 0 ? 'unknown' : rounding;
}
