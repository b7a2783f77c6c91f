import type { Shape } from '../shape.ts';
import { chance, type Draw, pick, pickWeighted } from './draw.ts';

/** What a drawn shape must respect. */
export interface ShapeLimits {
  /** The largest extent of an axis. */
  readonly extent: number;
  /** The largest m·n·k. */
  readonly volume: number;
  /** m, n and k are equal. */
  readonly square?: boolean;
  /** Extents that are given rather than drawn. */
  readonly fixed?: Partial<Shape>;
  /** Formulas are asked about sums of two terms, which show whether they are cut off. */
  readonly pairs?: boolean;
}

/**
 * The ways in which {m, n, k} can coincide, where faults hide; and two in which they are far apart:
 * one of them is 1 (vectors have kernels of their own), or one is long and the others are short (long
 * sums are split).
 */
const patterns = {
  'm=n=k': 11,
  'm=n': 16,
  'n=k': 13,
  'm=k': 13,
  different: 11,
  'one is 1': 22,
  'one is long': 15,
} as const;

const axes = ['m', 'n', 'k'] as const;

const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 97, 127];

/** A shape whose equality pattern and extents are drawn on purpose, largest axis anywhere. */
export function drawShape(draw: Draw, limits: ShapeLimits): Shape {
  const { fixed = {} } = limits;
  if (Object.keys(fixed).length > 0) return drawRest(draw, limits, fixed);
  const pattern = limits.square ? 'm=n=k' : pickWeighted(draw, patterns);
  const cube = (power: number): number => Math.floor(limits.volume ** (1 / power) + 1e-9);
  if (pattern === 'm=n=k') {
    const m = drawExtent(draw, Math.min(limits.extent, cube(3)));
    return { m, n: m, k: m };
  }
  if (pattern === 'different') return drawRest(draw, limits, {});
  if (pattern === 'one is 1') return drawFlat(draw, limits);
  if (pattern === 'one is long') return drawLong(draw, limits);
  const pair = drawExtent(draw, Math.min(limits.extent, cube(2)));
  return drawRest(draw, limits, pairOf(pattern, pair));
}

function pairOf(pattern: 'm=n' | 'n=k' | 'm=k', extent: number): Partial<Shape> {
  switch (pattern) {
    case 'm=n':
      return { m: extent, n: extent };
    case 'n=k':
      return { n: extent, k: extent };
    case 'm=k':
      return { m: extent, k: extent };
  }
}

const atTiles = [16, 48, 60, 63, 64, 65, 80, 96, 112, 127, 128, 129];

/** One axis of 1; the two others are rather long, and equal every second time. */
function drawFlat(draw: Draw, { extent, volume }: ShapeLimits): Shape {
  const limit = Math.min(extent, Math.floor(Math.sqrt(volume)));
  const side = (): number => Math.max(drawExtent(draw, limit), drawExtent(draw, limit));
  const one = side();
  const other = chance(draw, 50) ? one : side();
  const flat = pick(draw, axes);
  return { m: one, n: flat === 'm' ? one : other, k: other, [flat]: 1 };
}

/** One long axis, and two of 3 to 8. Every long extent has a chance, and those at tiles a larger one. */
function drawLong(draw: Draw, { extent, volume }: ShapeLimits): Shape {
  const longest = Math.min(extent, volume);
  const fitting = atTiles.filter((length) => length <= longest);
  const isAny = fitting.length === 0 || chance(draw, 50);
  const long = isAny ? draw.integer(Math.ceil(longest / 2), longest) : pick(draw, fitting);
  const short = Math.max(1, Math.min(8, extent, Math.floor(Math.sqrt(volume / long))));
  const side = (): number => draw.integer(Math.min(3, short), short);
  return { m: side(), n: side(), k: side(), [pick(draw, axes)]: long };
}

/** The axes not in `given`, drawn in random order within what is left of the volume. */
function drawRest(draw: Draw, { extent, volume }: ShapeLimits, given: Partial<Shape>): Shape {
  const shape = { m: 1, n: 1, k: 1, ...given };
  const left = axes.filter((axis) => given[axis] === undefined);
  while (left.length > 0) {
    const [axis] = left.splice(draw.integer(0, left.length - 1), 1);
    const room = Math.floor(volume / (shape.m * shape.n * shape.k));
    if (axis !== undefined) shape[axis] = drawExtent(draw, Math.min(extent, room));
  }
  return shape;
}

/**
 * 1s, small numbers, primes, both sides of powers of two, odd multiples of a tile, and now and then any
 * extent up to the limit, which is included.
 */
export function drawExtent(draw: Draw, limit: number): number {
  const extent = drawAnyExtent(draw, limit);
  if (extent <= limit) return extent;
  return chance(draw, 50) ? Math.max(1, limit) : draw.integer(1, Math.max(1, limit));
}

function drawAnyExtent(draw: Draw, limit: number): number {
  const kind = pickWeighted(draw, { one: 12, small: 26, edge: 24, prime: 12, tiles: 16, any: 10 });
  switch (kind) {
    case 'one':
      return 1;
    case 'small':
      return draw.integer(2, 6);
    case 'edge':
      return 2 ** draw.integer(1, limit > 65 ? 7 : 6) + draw.integer(-1, 1);
    case 'prime':
      return pick(draw, primes);
    case 'tiles':
      return pick(draw, [4, 8, 16]) * pick(draw, [1, 3, 5]);
    case 'any':
      return draw.integer(1, Math.max(1, limit));
  }
}
