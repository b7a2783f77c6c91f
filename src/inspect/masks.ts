import { at } from '../at.ts';
import { Matrix } from '../matrix/matrix.ts';
import { pairsOf } from './pairs-of.ts';
import type { Probed } from './probed.ts';
import type { Below } from './tree.ts';

/**
 * Two matrices whose product shows an order of summation: A has ones and M on its diagonal, B ones and
 * −M. Of the terms of entry (p, r) only term p is M, and only term r is −M. While a partial sum has one
 * of them, ones added to it are lost: M is larger than any accumulator resolves. Once the two have met
 * they are 0. What is left is the number of ones that are not below the lowest common ancestor of p and
 * r. It is FPRev's mask (arXiv 2411.00442, section 4), for all pairs at once.
 */
export function masks(size: number, { mask, unit }: Scale): Masks {
  const withDiagonal = (value: number): Matrix =>
    Matrix.of([size, size], (i, j) => unit * (i === j ? value : 1));
  return { A: withDiagonal(mask), B: withDiagonal(-mask) };
}

/** Two matrices whose product shows an order. */
export interface Masks {
  readonly A: Matrix;
  readonly B: Matrix;
}

/** What M is, and what stands for 1 in A and in B. */
export interface Scale {
  readonly mask: number;
  readonly unit: number;
}

/**
 * With ones, and with M at about 1; of formats whose range has room for the product of two masks. Sums that do not
 * depend on magnitudes are the same in both.
 */
export function scalesOf({ maxExponent }: Probed): {
  readonly large: Scale;
  readonly small: Scale;
} {
  const exponent = maxExponent > 500 ? 500 : 126;
  const mask = 2 ** exponent;
  return { large: { mask, unit: 1 }, small: { mask, unit: 2 ** -Math.ceil(exponent / 2) } };
}

/** In the range of float16: a count is its smallest number, and M its largest power of two, 2³⁹ times that. */
export const float16Scale: Scale = { mask: 2 ** 15, unit: 2 ** -24 };

/**
 * With ones, and with M as 1, where the left factor alone has them, of a format that is not short. The codes of the
 * ones of the other factor may be larger, and so is what they are multiplied into before their scales.
 */
export const leftScales: Readonly<Record<'large' | 'small', Scale>> = {
  large: { mask: 2 ** 100, unit: 1 },
  small: { mask: 1, unit: 2 ** -100 },
};

/** The same of one factor, each pair a row of A, and one row of counts alone; B is ones. */
export function pairMasks(size: number, { mask, unit }: Scale): Masks {
  const pairs = pairsOf(size);
  return {
    A: Matrix.of([pairs.length + 1, size], (row, term) => {
      const [p, r] = pairs[row] ?? [];
      return term === p ? mask : term === r ? -mask : unit;
    }),
    B: Matrix.of([size, columns], () => 1),
  };
}

/** A few columns, which must agree. */
const columns = 2;

/** The largest sums that are asked about: more take hours, or bfloat16 cannot count them. */
export const largestSize: Readonly<Record<Probed['as'], number>> = {
  float64: 512,
  float32: 512,
  bfloat16: 256,
  float16: 128, // pairs are rows, and there are many
  float8: 64, // each call has a few of them
};

/** What the product of masks tells; nothing, where an entry is no count of ones. */
export function belowFrom(
  product: Float64Array,
  size: number,
  { unit }: Pick<Scale, 'unit'>,
): Below | undefined {
  const table = Array.from({ length: size }, (_, p) =>
    Array.from({ length: size }, (_, r) =>
      p === r ? Number.NaN : size - at(product, p * size + r) / unit ** 2,
    ),
  );
  return table.flat().every((value) => Number.isNaN(value) || isCount(value, size)) &&
    !table.some((row, p) => row.some((value, r) => p !== r && Number.isNaN(value)))
    ? table
    : undefined;
}

/** The same of pairs as rows. */
export function belowFromPairs(
  product: Float64Array,
  size: number,
  { unit }: Pick<Scale, 'unit'>,
): Below | undefined {
  const table = Array.from({ length: size }, () => new Array<number>(size).fill(Number.NaN));
  const pairs = pairsOf(size);
  // Who takes counts for 0 shows nothing.
  if (product[pairs.length * columns] !== size * unit) return undefined;
  for (const [row, [p, r]] of pairs.entries()) {
    const [value, ...others] = product.slice(row * columns, (row + 1) * columns);
    const below = size - (value ?? Number.NaN) / unit;
    if (!isCount(below, size) || others.some((other) => other !== value)) return undefined;
    at(table, p)[r] = below;
    at(table, r)[p] = below;
  }
  return table;
}

function isCount(below: number, size: number): boolean {
  return Number.isInteger(below) && below >= 2 && below <= size;
}
