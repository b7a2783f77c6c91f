import { at } from '../at.ts';
import type { OperandSeen, Rounding, Seen } from './inspection.ts';
import { type Asked, probe } from './probe.ts';
import { isShort, type Probed } from './probed.ts';
import { quarters } from './see-rounding.ts';
import type { Width } from './see-width.ts';

/** Significand bits that an operand may be left with, the most first: 1 + 2^(1 − bits) keeps them. */
const rungs = {
  float64: [53, 24, 11, 8],
  float32: [24, 16, 11, 8],
  float16: [11, 8, 4, 3],
  bfloat16: [8, 4, 3, 2],
} as const;

/** Of float8, all that it has, and less. */
function rungsOf({ as, precision }: Probed): readonly [number, number, number, number] {
  return as === 'float8' ? [precision, precision - 1, 2, 2] : rungs[as];
}

/** How many bits of each factor take part. 1 + 2^(1 − bits) times 1, and −1 times 1: what is left? */
export async function seeOperandBits(
  asked: Asked,
): Promise<readonly [left: number, right: number]> {
  const tried = rungsOf(asked.format);
  const [x, y] = [0, asked.size - 1];
  const value = (line: number): number => (line < 4 ? 1 + 2 ** (1 - at(tried, line)) : 1);
  // A: rows 0 to 3 and column 4; B: row 4 and columns 0 to 3.
  const entry = await probe(asked, {
    row: (i) => ({ [x]: value(i), [y]: -1 }),
    column: (j) => ({ [x]: value(j), [y]: 1 }),
  });
  const bits = (left: number, place: (rung: number) => number): number =>
    tried.find((rung, line) => place(line) === 2 ** (1 - rung)) ?? left;
  return [bits(1, (line) => entry(line, 4)), bits(1, (line) => entry(4, line))];
}

/** What operands of so many bits are, and how they are rounded to them. */
export async function seeOperands(
  asked: Asked,
  bits: readonly [left: number, right: number],
  width: Width,
): Promise<Seen['operands']> {
  const { precision } = asked.format;
  const most = rungsOf(asked.format).find((rung) => width.isMore || rung <= width.bits);
  if (most !== precision && bits.some((each) => each === most)) {
    const hidden = { unknown: `sums have no more than ${width.bits} bits` };
    return [hidden, hidden];
  }
  if (bits.every((each) => each === precision)) {
    const as = (await isInParts(asked)) ? 'parts' : 'given';
    return [
      { as, bits: precision },
      { as, bits: precision },
    ];
  }
  const [x, y] = [0, asked.size - 1];
  // Rows and columns 0 to 5: four between neighbours of 1, and two outside of float16's range.
  const far = isShort(asked.format) ? 1 : 2 ** 30;
  const values = (count: number): number[] => [
    ...quarters.map((quarter) => 1 + quarter * 2 ** (-1 - count)),
    1 / far,
    far,
  ];
  const [left, right] = bits;
  const other = 6; // a line of ones
  const takenAway = (line: number): number => (line === other - 2 || line === other - 1 ? 0 : 1);
  const entry = await probe(asked, {
    row: (i) => ({ [x]: values(left)[i] ?? 1, [y]: -takenAway(i) }),
    column: (j) => ({ [x]: values(right)[j] ?? 1, [y]: takenAway(j) }),
  });
  return [
    operandOf(left, precision, (line) => entry(line, other)),
    operandOf(right, precision, (line) => entry(other, line)),
  ];
}

/**
 * Whether float32 is multiplied as two numbers of tf32, without the product of what is left of both:
 * (1 + 2⁻¹¹)² − (1 + 2⁻¹⁰) is 2⁻²², and all of it fits 24 bits. Where a sum loses that as well, it is not known.
 * Three parts of bfloat16 leave out what 24 bits do not hold.
 */
async function isInParts(asked: Asked): Promise<boolean> {
  if (asked.format.as !== 'float32') return false;
  const [x, y] = [0, asked.size - 1];
  const [taken, left] = [1 + 2 ** -10, 2 ** -22];
  const root = 1 + 2 ** -11;
  const entry = await probe(asked, {
    row: (i) => ({ [x]: i === 0 ? root : taken + left, [y]: -taken }),
    column: (j) => ({ [x]: j === 0 ? root : 1, [y]: 1 }),
  });
  return entry(0, 0) !== left && entry(1, 1) === left;
}

/** What becomes of the quarters of positive numbers: nobody rounds operands up or down. */
const ofPositive: Readonly<Record<string, Rounding>> = {
  '0112': 'nearest even',
  '1112': 'nearest away',
  '0011': 'toward zero',
  '1122': 'away from zero',
};

function operandOf(bits: number, precision: number, place: (line: number) => number): OperandSeen {
  if (bits === precision) return { as: 'given', bits };
  const ulp = 2 ** (1 - bits);
  const steps = quarters.map((_, line) => place(line) / ulp).join('');
  const isRanged = place(4) === 2 ** -30 && place(5) === 2 ** 30;
  return { as: nameOf(bits, isRanged), bits, rounding: ofPositive[steps] ?? 'unknown' };
}

function nameOf(bits: number, isRanged: boolean): OperandSeen['as'] {
  if (bits === 24) return 'float32';
  if (bits === 11) return isRanged ? 'tf32' : 'float16';
  return bits === 8 ? 'bfloat16' : 'other';
}
