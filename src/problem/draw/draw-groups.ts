import { at } from '../../at.ts';
import { chance, type Draw, pick, pickWeighted } from './draw.ts';

/** Ways in which rows are of groups, and how often each is drawn. */
const patterns = { cut: 60, equal: 12, 'one has all': 10, 'none has any': 8, 'a single one': 10 };

/** A way in which rows are of groups. */
export type GroupPattern = keyof typeof patterns;

/** Every way. */
// SAFETY: Object.keys forgets the key type.
export const groupPatterns = Object.keys(patterns) as readonly GroupPattern[];

/** How groups are drawn. */
export interface Grouping {
  /** How many rows there are; at least 1. */
  readonly rows: number;
  /** Whether rows may be beyond the last group. */
  readonly tail: boolean;
  /** Any, when left out. */
  readonly pattern?: GroupPattern;
}

/**
 * How many rows each group has: some have none, first, last and between; borders lie beside tiles; all
 * are equally long, one has all rows, or none has any, where there may be a tail.
 */
export function drawGroups(draw: Draw, { rows, tail, pattern }: Grouping): number[] {
  const total = tail && chance(draw, 40) ? drawBorder(draw, rows) : rows;
  const count = draw.integer(2, 6);
  switch (pattern ?? pickWeighted(draw, patterns)) {
    case 'cut':
      return cutInto(draw, total, count);
    case 'equal':
      return equal(rows, count, tail);
    case 'one has all': {
      const one = draw.integer(0, count - 1);
      return Array.from({ length: count }, (_, i) => (i === one ? total : 0));
    }
    case 'none has any':
      return Array.from({ length: count }, (_, i) => (i > 0 || tail ? 0 : rows));
    case 'a single one':
      return [total];
  }
}

/** Groups between borders, of which some are where another one is. */
function cutInto(draw: Draw, total: number, count: number): number[] {
  const borders = [0, total];
  while (borders.length <= count) {
    borders.push(chance(draw, 30) ? pick(draw, borders) : drawBorder(draw, total));
  }
  borders.sort((p, q) => p - q);
  return borders.slice(1).map((border, i) => border - at(borders, i));
}

/** What is left over is beyond the last group, or of it. */
function equal(rows: number, count: number, tail: boolean): number[] {
  const length = Math.floor(rows / count);
  const left = tail ? 0 : rows - count * length;
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? length + left : length));
}

const tiles = [4, 8, 16, 32, 64];

/** A place among so many rows, every second time at a tile or beside it. */
function drawBorder(draw: Draw, rows: number): number {
  const tile = pick(draw, tiles);
  if (tile > rows || chance(draw, 50)) return draw.integer(0, rows);
  const border = tile * draw.integer(1, Math.floor(rows / tile)) + draw.integer(-1, 1);
  return Math.min(border, rows);
}
