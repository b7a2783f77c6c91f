import { chance, type Draw, pick } from '../draw/draw.ts';
import type { Shape } from '../shape.ts';

/** How large problems may be. */
export interface LargeLimits {
  /** The largest extent of an axis. */
  readonly extent: number;
  /** The largest m·n·k. */
  readonly volume: number;
}

const axes = ['m', 'n', 'k'] as const;

/** Where kernels change what they do: tiles, blocks of caches, splits of long sums, 16-bit counters. */
export const landmarks = [
  ...[128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192],
  ...[16_384, 32_768, 65_536, 131_072, 262_144, 524_288, 2 ** 20, 2 ** 21, 2 ** 24, 2 ** 31],
] as const;

/** No operand has more entries than this, unless a larger volume is asked for than is usual. */
const usualEntries = 2 ** 23;

function entriesWithin({ volume }: LargeLimits): number {
  return Math.max(usualEntries, Math.ceil(1.1 * volume ** (2 / 3)));
}

/** Whether a problem of this shape is within the limits. */
export function isWithin({ m, n, k }: Shape, limits: LargeLimits): boolean {
  const sides = [m * n, n * k, m * k];
  const entries = entriesWithin(limits);
  return (
    Math.max(m, n, k) <= limits.extent &&
    m * n * k <= limits.volume &&
    Math.max(...sides) <= entries
  );
}

/** Up to here kernels have tiles, which extents fill or not; beyond, it is counters that overflow. */
const tiled = landmarks.filter((landmark) => landmark <= 8192);

/**
 * The shapes that no run lacks: beyond each landmark along each axis, the two others short, or of some tens;
 * beyond some of them along each two axes, the third 1 now and then, as vectors have kernels of their own, and along all
 * three; just at some of them, where whole tiles have; and the largest cube.
 */
export function firstShapes(draw: Draw, limits: LargeLimits): Shape[] {
  const pairs = landmarks.flatMap((landmark, place) =>
    axes.map((third, turn) => {
      const most = Math.min(9, Math.floor(limits.volume / (landmark + 3) ** 2));
      const least = (place + turn) % 2 === 0 ? 1 : draw.integer(1, Math.max(1, most));
      return { ...cube(() => beyond(draw, landmark)), [third]: least };
    }),
  );
  const cubes = landmarks.flatMap((landmark) => [
    cube(() => beyond(draw, landmark)),
    cube(() => landmark),
  ]);
  const side = Math.min(limits.extent, Math.floor(Math.cbrt(limits.volume)));
  const all = [...alone(draw, limits), ...pairs, ...cubes, cube(() => side)];
  return all.filter((shape) => isWithin(shape, limits));
}

/** Shapes of which one extent is long. */
function alone(draw: Draw, limits: LargeLimits): Shape[] {
  const beside = (landmark: number): Shape => short(draw, limits, landmark);
  const some = (landmark: number): Shape => {
    const most = Math.min(127, Math.floor(Math.sqrt(limits.volume / landmark) / 2));
    return cube(() => draw.integer(10, Math.max(10, most)));
  };
  return axes.flatMap((axis) => [
    ...landmarks.map((each) => ({ ...beside(each), [axis]: beyond(draw, each) })),
    ...tiled.map((each) => ({ ...beside(each), [axis]: each })),
    ...[...tiled, 65_536].map((each) => ({ ...some(each), [axis]: beyond(draw, each) })),
  ]);
}

/**
 * Shapes at which a single wrong entry is looked for, and no more: just below tiles, without anything beside, and odd and
 * even along each axis.
 */
export function oddShapes(draw: Draw, limits: LargeLimits): Shape[] {
  const below = axes.flatMap((axis) => [
    ...tiled.map((each, place) => ({
      ...(place % 2 === 0 ? cube(() => 1) : short(draw, limits, each)),
      [axis]: each - 1,
    })),
  ]);
  const parities = Array.from({ length: 8 }, (_, bits) => ({
    m: 128 + 2 * draw.integer(1, 9) + (bits & 1),
    n: 128 + 2 * draw.integer(1, 9) + ((bits >> 1) & 1),
    k: 128 + 2 * draw.integer(1, 9) + (bits >> 2),
  }));
  return [...below, ...parities].filter((shape) => isWithin(shape, limits));
}

function beyond(draw: Draw, landmark: number): number {
  return landmark + pick(draw, [1, 1, 2, 3]);
}

function cube(extent: () => number): Shape {
  return { m: extent(), n: extent(), k: extent() };
}

/** A large shape: one, two or three of its extents are near a landmark, or between two. */
export function largeShape(draw: Draw, limits: LargeLimits): Shape {
  const shape = short(draw, limits, 1);
  const order = pick(draw, [
    ['m', 'n', 'k'],
    ['n', 'k', 'm'],
    ['k', 'm', 'n'],
    ['m', 'k', 'n'],
  ] as const);
  let grown = shape;
  for (const axis of order.slice(0, draw.integer(1, 3))) {
    const longer = (extent: number): Shape => ({ ...grown, [axis]: extent });
    const known = landmarks.filter((landmark) => isWithin(longer(landmark), limits));
    if (known.length === 0) return grown;
    const landmark = pick(draw, known);
    const any = longer(near(draw, landmark));
    grown = isWithin(any, limits) ? any : longer(landmark);
  }
  return grown;
}

function near(draw: Draw, landmark: number): number {
  if (chance(draw, 50)) return landmark + draw.integer(-1, 1);
  if (chance(draw, 40)) return landmark + pick(draw, [8, 16, 32, 64, 96]) + draw.integer(-1, 1);
  return draw.integer(Math.ceil(landmark / 2) + 1, landmark + Math.floor(landmark / 3));
}

/** Extents beside one that is as long as this. */
function short(draw: Draw, limits: LargeLimits, long: number): Shape {
  const entries = Math.floor(entriesWithin(limits) / (long + 3));
  const most = Math.min(entries, Math.floor(Math.sqrt(limits.volume / (long + 3))));
  return cube(() => Math.max(1, Math.min(most, pick(draw, [1, 2, 3, 4, 5, 7, 8, 9]))));
}
