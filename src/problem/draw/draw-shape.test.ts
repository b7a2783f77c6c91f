import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Shape } from '../shape.ts';
import { drawFrom } from './draw.ts';
import { drawExtent, drawShape, type ShapeLimits } from './draw-shape.ts';

const axes = ['m', 'n', 'k'] as const;
const limits = { extent: 128, volume: 20_000 };

function many(wanted: ShapeLimits, count = 2000): Shape[] {
  const draw = drawFrom(1);
  return Array.from({ length: count }, () => drawShape(draw, wanted));
}

test('a shape is within its limits, whatever they are, and has no axis of 0', () => {
  const bounds = fc.record({
    extent: fc.integer({ min: 1, max: 300 }),
    volume: fc.integer({ min: 1, max: 30_000 }),
    square: fc.boolean(),
  });
  const law = fc.property(bounds, (wanted) => {
    for (const { m, n, k } of many(wanted, 60)) {
      expect([m, n, k].every((side) => Number.isInteger(side) && side >= 1)).toBe(true);
      expect(Math.max(m, n, k)).toBeLessThanOrEqual(wanted.extent);
      expect(m * n * k).toBeLessThanOrEqual(wanted.volume);
      if (wanted.square) expect([n, k]).toEqual([m, m]);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 150 });
});

test('extents that are given are kept, and the others fit beside them', () => {
  const given = fc.record(
    {
      m: fc.integer({ min: 1, max: 9 }),
      n: fc.integer({ min: 1, max: 9 }),
      k: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: [] },
  );
  const law = fc.property(given, (fixed) => {
    for (const shape of many({ extent: 40, volume: 1000, fixed }, 20)) {
      expect(shape).toMatchObject(fixed);
      expect(shape.m * shape.n * shape.k).toBeLessThanOrEqual(1000);
      expect(Math.max(shape.m, shape.n, shape.k)).toBeLessThanOrEqual(40);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
  const rest = many({ extent: 40, volume: 1000, fixed: { n: 2 } });
  for (const axis of ['m', 'k'] as const) {
    expect(new Set(rest.map((shape) => shape[axis])).size).toBeGreaterThan(30);
  }
});

describe('a drawn shape', () => {
  const drawn = () => many(limits);
  const often = (is: (shape: Shape) => boolean): number => {
    const shapes = drawn();
    return shapes.filter(is).length / shapes.length;
  };

  test.each<[string, (shape: Shape) => boolean]>([
    ['m = n = k', ({ m, n, k }) => m === n && n === k && m > 1],
    ['m = n alone', ({ m, n, k }) => m === n && n !== k && m > 1],
    ['n = k alone', ({ m, n, k }) => n === k && m !== n && n > 1],
    ['m = k alone', ({ m, n, k }) => m === k && m !== n && m > 1],
    ['all different', ({ m, n, k }) => new Set([m, n, k]).size === 3],
    ...axes.flatMap((axis): [string, (shape: Shape) => boolean][] => [
      [`${axis} = 1 alone, others equal`, (shape) => isFlat(shape, axis, true)],
      [`${axis} = 1 alone, others different`, (shape) => isFlat(shape, axis, false)],
      [`${axis} long and others short`, (shape) => isLong(shape, axis)],
    ]),
  ])('has %s now and then', (_, is) => {
    expect(often(is)).toBeGreaterThan(0.015);
    expect(often(is)).toBeLessThan(0.6);
  });

  test.each([
    ['m', 'n', 'k'],
    ['n', 'k', 'm'],
    ['m', 'k', 'n'],
  ] as const)('has %s = %s beyond what small numbers have by chance', (one, two, other) => {
    const isPair = (shape: Shape): boolean =>
      shape[one] === shape[two] && shape[one] > 8 && ![1, shape[one]].includes(shape[other]);
    expect(often(isPair)).toBeGreaterThan(0.02);
  });

  test('that is a cube has the root of the volume now and then', () => {
    for (const side of [4, 5, 7]) {
      const cubes = many({ extent: 10, volume: side ** 3, square: true }, 100);
      expect(Math.max(...cubes.map(({ m }) => m))).toBe(side);
    }
  });

  test('that is flat has more sides beyond 30 than below 8', () => {
    const sides = drawn()
      .map((shape) => Object.values(shape).filter((side) => side > 1))
      .filter(({ length }) => length === 2)
      .map((two) => Math.min(...two));
    const share = (is: (side: number) => boolean): number => sides.filter(is).length / sides.length;
    expect(share((side) => side < 8)).toBeLessThan(0.5);
    expect(share((side) => side > 30)).toBeGreaterThan(0.28);
  });

  test('that is flat is rather long, up to the root of the volume', () => {
    for (const [extent, volume] of [
      [300, 400],
      [12, 20_000],
    ] as const) {
      const flat = many({ extent, volume }).filter((shape) => Object.values(shape).includes(1));
      const sides = flat.map(({ m, n, k }) => Math.max(m, n, k));
      expect(Math.max(...sides)).toBe(Math.min(extent, Math.max(...sides)));
      const squares = flat.filter(({ m, n, k }) => [m, n, k].filter((s) => s === 20).length === 2);
      if (volume === 400) expect(squares.length).toBeGreaterThan(10);
    }
  });

  test('that is long ends at a tile or anywhere, with 3 to 8 beside', () => {
    const long = axes.flatMap((axis) =>
      drawn().flatMap((shape) => (isLong(shape, axis) ? [shape[axis]] : [])),
    );
    for (const tile of [65, 80, 96, 112, 127, 128]) expect(long).toContain(tile);
    expect(long.some((length) => length > 80 && length % 16 > 1 && length % 16 < 15)).toBe(true);
    const tiles = long.filter((length) => [64, 65, 80, 96, 112, 127, 128].includes(length));
    expect(tiles.length / long.length).toBeGreaterThan(0.3);
    const whole = long.filter((length) => length === 128);
    expect(whole.length / long.length).toBeGreaterThan(0.03);
    const tiny = many({ extent: 3, volume: 8 });
    expect(tiny.some(({ m, n, k }) => m * n * k === 8)).toBe(true);
    expect(tiny.some(({ m, n, k }) => Math.max(m, n, k) === 3)).toBe(true);
  });
});

function others(shape: Shape, axis: (typeof axes)[number]): [number, number] {
  const [one = 0, two = 0] = axes.filter((each) => each !== axis).map((each) => shape[each]);
  return [one, two];
}

function isFlat(shape: Shape, axis: (typeof axes)[number], areEqual: boolean): boolean {
  const [one, two] = others(shape, axis);
  return shape[axis] === 1 && Math.min(one, two) > 1 && (one === two) === areEqual;
}

function isLong(shape: Shape, axis: (typeof axes)[number]): boolean {
  const [one, two] = others(shape, axis);
  return shape[axis] >= 64 && Math.max(one, two) <= 8 && Math.min(one, two) >= 3;
}

describe('a drawn extent', () => {
  test('is from 1 to its limit, which is reached', () => {
    for (const limit of [1, 2, 7, 40, 66, 200]) {
      const draw = drawFrom(limit);
      const seen = new Set(Array.from({ length: 15_000 }, () => drawExtent(draw, limit)));
      expect([Math.min(...seen), Math.max(...seen)]).toEqual([1, limit]);
      expect(seen.size).toBe(limit);
    }
    expect(drawExtent(drawFrom(1), 0)).toBe(1);
  });

  test('is often 1, and often its limit', () => {
    const draw = drawFrom(1);
    for (const limit of [7, 40]) {
      const all = Array.from({ length: 5000 }, () => drawExtent(draw, limit));
      const share = (side: number): number => all.filter((each) => each === side).length / 5000;
      expect(share(1)).toBeGreaterThan(0.1);
      expect(share(1)).toBeLessThan(0.25);
      expect(share(limit)).toBeGreaterThan(0.05);
    }
  });

  test('is often beside a power of two, a prime, or an odd multiple of a tile', () => {
    const draw = drawFrom(1);
    const all = Array.from({ length: 20_000 }, () => drawExtent(draw, 200));
    const often = (extent: number): number => all.filter((each) => each === extent).length;
    const rarely = often(75) + often(141) + often(190);
    for (const extent of [
      1, 2, 3, 6, 15, 16, 17, 63, 64, 65, 127, 128, 129, 97, 61, 40, 48, 80, 24,
    ]) {
      expect(often(extent), `${extent}`).toBeGreaterThan(rarely);
    }
  });
});
