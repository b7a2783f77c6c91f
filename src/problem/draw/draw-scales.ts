import type { Coding } from '../../number/coding.ts';
import type { NumberFormat } from '../../number/formats.ts';
import type { OperandFormats } from '../../number/tensor-formats.ts';
import { chance, type Draw, pick } from './draw.ts';
import { type EntryKind, roundedKinds } from './draw-entries.ts';
import { each, type Name } from './entry-context.ts';

/** Multiplies the entries of an operand, whose members have so many rows, by the scale of their block. */
type Scaling = (height: number) => (entry: () => number) => (i: number, j: number) => number;

/** What the entries of each operand are multiplied by. */
export interface DrawnScales extends Readonly<Record<Name, Scaling>> {
  /** A format of sums, without the bits that scales take in the products of two operands. */
  readonly within: (sums: NumberFormat) => NumberFormat;
}

/** Draws one scale, and how many bits it takes at most. */
interface Palette {
  readonly scale: () => number;
  readonly bits: number;
  /** Draws the global scale of a matrix, up to a power of two; where there is none, nothing is drawn. */
  readonly all?: () => number;
}

const one: Palette = { scale: () => 1, bits: 0 };

/**
 * Scales that differ from block to block, for whoever takes that of another one. Integers keep few bits: 1, 2
 * and 4, of which most problems that are derived have codes, too; or 1 and 3. Of rounded entries scales have
 * full significands every second time. Where terms are to cancel, all are 1. A global scale is a power of two, so
 * that it takes no bits; of rounded entries every second one has a full significand. For an operand that is not coded
 * nothing is drawn.
 */
export function drawScales(draw: Draw, kind: EntryKind, formats: OperandFormats): DrawnScales {
  const palettes = each((name) => {
    const { coding } = formats[name];
    return { coding, ...(coding === undefined ? one : paletteFor(draw, kind, coding)) };
  });
  const [, ...most] = Object.values(palettes)
    .map(({ bits }) => bits)
    .sort((a, b) => a - b);
  const bits = most.reduce((sum, each) => sum + each, 0);
  return {
    ...each((name) => {
      const { coding, scale, all } = palettes[name];
      if (coding === undefined) return () => (entry: () => number) => entry;
      const inBlocks = scalingBy(scale, coding.block);
      return all === undefined ? inBlocks : timesAll(inBlocks, scalingBy(all, whole));
    }),
    within: (sums) => (bits === 0 ? sums : { ...sums, precision: sums.precision - bits }),
  };
}

/** The block that is all of a matrix. */
const whole: Coding['block'] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

function timesAll(inBlocks: Scaling, inAll: Scaling): Scaling {
  return (height) => {
    const all = inAll(height);
    return (entry) => {
      const times = inBlocks(height)(entry);
      return (i, j) => all(() => times(i, j))(i, j);
    };
  };
}

function paletteFor(draw: Draw, kind: EntryKind, coding: Coding): Palette {
  const palette = blockPaletteFor(draw, kind, coding);
  const { globalScale } = coding;
  if (globalScale === undefined || palette === one) return palette;
  const isFull = roundedKinds.some((each) => each === kind) && chance(draw, 50);
  const powers = among(draw, [0.125, 0.25, 0.5, 1, 2]);
  return { ...palette, all: isFull ? full(draw, globalScale) : powers };
}

function blockPaletteFor(draw: Draw, kind: EntryKind, { scales }: Coding): Palette {
  switch (kind) {
    case 'absorbing':
    case 'cancelling':
    case 'paired':
    case 'subnormal':
    case 'tied':
    case 'truncating':
      return one;
    case 'rounded':
    case 'wide':
    case 'lopsided':
      return {
        scale: chance(draw, 50) ? full(draw, scales) : among(draw, [0.25, 0.5, 1, 2, 4]),
        bits: 0,
      };
    default: {
      const odd = scales.precision > 1 ? [1, 3] : [1, 4];
      const few = pick(draw, [[1, 2], [1, 2], [1, 2, 4], odd]);
      return { scale: among(draw, few), bits: Math.ceil(Math.log2(Math.max(...few))) };
    }
  }
}

function among(draw: Draw, few: readonly number[]): () => number {
  return () => pick(draw, few);
}

/** Random significands of the length of the format, beside 1. */
function full(draw: Draw, { precision }: NumberFormat): () => number {
  const half = 2 ** (precision - 1);
  return () => (draw.integer(half, 2 * half - 1) / half) * 2 ** draw.integer(-2, 1);
}

/** No operand has as many along an axis. */
const mostBlocks = 2 ** 20;

/** By the same for all entries of a block, drawn when the first of them is. */
function scalingBy(scale: () => number, [rows, cols]: Coding['block']): Scaling {
  const known = new Map<number, number>();
  return (height) => (entry) => (i, j) => {
    const [member, down] = [Math.floor(i / height), Math.floor((i % height) / rows)];
    const block = (member * mostBlocks + down) * mostBlocks + Math.floor(j / cols);
    const found = known.get(block) ?? scale();
    known.set(block, found);
    return found * entry();
  };
}
