import { entryAt } from '../../at.ts';
import { hashOf } from './hash-of.ts';

/** What the entries of an operand are. */
export type EntryRule = WholeNumbers | Fractions;

/** Whole numbers from −largest to largest. */
export interface WholeNumbers {
  readonly kind: 'whole';
  /** At least 1. */
  readonly largest: number;
  /** None is 0, and seven of eight are positive. */
  readonly grows: boolean;
  /** Of so many neighbours along a row or a column, one is not 0. */
  readonly thin?: { readonly along: 'row' | 'column'; readonly every: number };
  readonly scales?: BlockScales;
}

/** Numbers in [−scale, scale) with so many significand bits at most. */
export interface Fractions {
  readonly kind: 'fractions';
  readonly bits: number;
  /** A power of two. */
  readonly scale: number;
  readonly scales?: BlockScales;
}

/** Of some blocks, twice these numbers. */
export interface BlockScales {
  /** Rows and columns of a block; infinite, where it is all of them. */
  readonly block: readonly [rows: number, columns: number];
  /** Rows of a member: each has blocks of its own. */
  readonly height: number;
}

/** Writes row i into `row`, which has as many places as there are columns. */
export type WriteRow = (row: Float64Array, i: number) => void;

/** The rows of an operand whose entries follow from this seed and their places. */
export function rowsBy(rule: EntryRule, seed: number): WriteRow {
  const { scales } = rule;
  const write = unscaledRowsBy(rule, seed);
  if (scales === undefined) return write;
  return (row, i) => {
    write(row, i);
    doubleSome(row, i, { ...scales, seed: seed ^ 0x2545f491 });
  };
}

function doubleSome(
  row: Float64Array,
  i: number,
  { block: [rows, columns], height, seed }: BlockScales & { readonly seed: number },
): void {
  const member = Math.floor(i / height);
  const down = Math.floor((i % height) / rows);
  const line = Math.imul(down + 1, 0x85ebca77) ^ Math.imul(member + 1, 0x27d4eb2f) ^ seed;
  for (let j = 0; j < row.length; j += 1) {
    if ((hashOf(line, Math.floor(j / columns)) & 1) === 1) row[j] = 2 * entryAt(row, j);
  }
}

function unscaledRowsBy(rule: EntryRule, seed: number): WriteRow {
  const line = (i: number): number => Math.imul(i + 1, 0x85ebca77) ^ seed;
  if (rule.kind === 'fractions') return (row, i) => writeFractions(row, line(i), rule);
  const { largest, grows, thin } = rule;
  if (thin === undefined) {
    return grows
      ? (row, i) => writeSized(row, line(i), { largest, negative: 1 })
      : (row, i) => writeWhole(row, line(i), largest);
  }
  const places = { ...thin, seed: ~seed };
  return (row, i) => {
    writeSized(row, line(i), { largest, negative: grows ? 1 : 4 });
    keepOne(row, i, places);
  };
}

function writeWhole(row: Float64Array, line: number, largest: number): void {
  const values = (2 * largest + 1) / 2 ** 32;
  for (let j = 0; j < row.length; j += 1) row[j] = Math.floor(hashOf(line, j) * values) - largest;
}

/** Magnitudes from 1 to `largest`; `negative` of eight are so. */
function writeSized(
  row: Float64Array,
  line: number,
  { largest, negative }: { readonly largest: number; readonly negative: number },
): void {
  for (let j = 0; j < row.length; j += 1) {
    const hash = hashOf(line, j);
    const size = 1 + Math.floor(((hash >>> 3) * largest) / 2 ** 29);
    row[j] = (hash & 7) < negative ? -size : size;
  }
}

/** Of each group of neighbours all become 0 but one, which the seed chooses. */
function keepOne(
  row: Float64Array,
  i: number,
  { along, every, seed }: NonNullable<WholeNumbers['thin']> & { readonly seed: number },
): void {
  const line = Math.imul(Math.floor(i / every) + 1, 0x85ebca77) ^ seed;
  const mine = Math.imul(i + 1, 0x85ebca77) ^ seed;
  for (let j = 0; j < row.length; j += 1) {
    const kept =
      along === 'row'
        ? hashOf(mine, Math.floor(j / every)) % every === j % every
        : hashOf(line, j) % every === i % every;
    if (!kept) row[j] = 0;
  }
}

/** Of more than 32 bits, the lower ones have a hash of their own. */
function writeFractions(row: Float64Array, line: number, { bits, scale }: Fractions): void {
  const [few, more] = [Math.min(bits, 32), Math.max(0, bits - 32)];
  const unit = (2 * scale) / 2 ** bits;
  for (let j = 0; j < row.length; j += 1) {
    const high = hashOf(line, j) >>> (32 - few);
    const low = more === 0 ? 0 : hashOf(~line, j) >>> (32 - more);
    row[j] = (high * 2 ** more + low) * unit - scale;
  }
}
