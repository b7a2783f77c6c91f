import { describe, expect, test } from 'vitest';
import { drawFrom } from '../draw/draw.ts';
import type { Shape } from '../shape.ts';
import { firstShapes, isWithin, landmarks, largeShape, oddShapes } from './large-shape.ts';

const limits = { extent: 2 ** 22, volume: 2 ** 28 };
const axes = ['m', 'n', 'k'] as const;
const seeds = [1, 2, 3, 4, 5];

/** The extent along an axis, and the two others. */
function seenAlong(axis: (typeof axes)[number], shape: Shape): [number, number[]] {
  return [shape[axis], axes.filter((each) => each !== axis).map((each) => shape[each])];
}

function isBeyond(extent: number, landmark: number): boolean {
  return extent > landmark && extent <= landmark + 3;
}

/** m, n and k in each of their orders. */
function turned(a: number, b: number, c: number): Shape[] {
  return [
    { m: a, n: b, k: c },
    { m: b, n: c, k: a },
    { m: c, n: a, k: b },
  ];
}

describe('limits', () => {
  test.each([
    { a: 100, b: 1, c: 1, extent: 100, volume: 100, within: true },
    { a: 101, b: 1, c: 1, extent: 100, volume: 1000, within: false },
    { a: 10, b: 10, c: 2, extent: 100, volume: 199, within: false },
    { a: 10, b: 10, c: 2, extent: 100, volume: 200, within: true },
    { a: 2 ** 12, b: 2 ** 11, c: 1, extent: 2 ** 22, volume: 2 ** 28, within: true },
    { a: 2 ** 12, b: 2 ** 12, c: 1, extent: 2 ** 22, volume: 2 ** 28, within: false },
    { a: 2 ** 13, b: 2 ** 13, c: 2 ** 13, extent: 2 ** 22, volume: 2 ** 40, within: true },
    { a: 2 ** 18, b: 2 ** 18, c: 1, extent: 2 ** 22, volume: 2 ** 40, within: false },
  ])('$a, $b and $c are within $extent and $volume: $within', ({ within, a, b, c, ...most }) => {
    for (const shape of turned(a, b, c)) expect(isWithin(shape, most)).toBe(within);
  });
});

describe('the first shapes', () => {
  test.each([2 ** 21, 2 ** 24, 2 ** 28])(
    'of volume %d lack no landmark along any axis',
    (volume) => {
      const most = { extent: 2 ** 22, volume };
      for (const seed of seeds) {
        const shapes = firstShapes(drawFrom(seed), most);
        for (const landmark of landmarks.filter((each) => each + 3 <= Math.min(volume, 2 ** 22))) {
          for (const axis of axes) {
            const alone = shapes.map((shape) => seenAlong(axis, shape));
            const near = alone.filter(([extent, others]) => {
              return isBeyond(extent, landmark) && Math.max(...others) < 10;
            });
            expect(near.length, `${landmark} along ${axis}`).toBeGreaterThan(0);
          }
        }
      }
    },
  );

  test('go beyond a landmark along two axes, where the third is short, and 1 now and then', () => {
    for (const axis of axes) {
      const thirds = landmarks.slice(0, 9).map((landmark) => {
        const found = firstShapes(drawFrom(1), limits).filter((shape) => {
          return seenAlong(axis, shape)[1].every((extent) => isBeyond(extent, landmark));
        });
        return found.map((shape) => shape[axis]).filter((third) => third < landmark);
      });
      expect(thirds.every((some) => some.length === 1 && some.every((third) => third < 10))).toBe(
        true,
      );
      const all = thirds.flat();
      expect(all.filter((third) => third === 1).length).toBeGreaterThanOrEqual(4);
      expect(all.some((third) => third > 1)).toBe(true);
    }
  });

  test('go beyond along all three, and just to a tile', () => {
    const shapes = firstShapes(drawFrom(1), limits);
    for (const landmark of landmarks.filter((each) => (each + 3) ** 3 <= limits.volume)) {
      expect(shapes.some((each) => axes.every((axis) => isBeyond(each[axis], landmark)))).toBe(
        true,
      );
      expect(shapes).toContainEqual({ m: landmark, n: landmark, k: landmark });
    }
  });

  test('have two of some tens beside a long one, as many as there is room for', () => {
    const beside: number[] = [];
    for (const seed of seeds) {
      const shapes = firstShapes(drawFrom(seed), limits);
      for (const landmark of [...landmarks.filter((each) => each <= 8192), 65_536]) {
        for (const axis of axes) {
          const found = shapes
            .map((shape) => seenAlong(axis, shape))
            .filter(([extent, others]) => {
              return (
                isBeyond(extent, landmark) && others.every((other) => other >= 10 && other <= 127)
              );
            });
          expect(found.length, `${landmark} along ${axis}`).toBeGreaterThan(0);
          beside.push(...found.flatMap(([, others]) => others));
        }
      }
    }
    expect(new Set(beside).size).toBeGreaterThan(80);
  });

  test('have the largest cube', () => {
    const largest = (extent: number, volume: number): Shape | undefined =>
      firstShapes(drawFrom(1), { extent, volume }).find(({ m, n, k }) => m === n && n === k);
    expect(largest(90, 2 ** 30)).toEqual({ m: 90, n: 90, k: 90 });
    expect(largest(2 ** 22, 10 ** 6 - 1)).toEqual({ m: 99, n: 99, k: 99 });
  });

  test('have short extents of every length', () => {
    const shapes = seeds.flatMap((seed) => firstShapes(drawFrom(seed), limits));
    const short = shapes.flatMap(({ m, n, k }) => [m, n, k].filter((extent) => extent < 10));
    expect(new Set(short)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });
});

describe('odd shapes', () => {
  const drawn = () => oddShapes(drawFrom(1), limits);

  test('lie just below tiles, every second time with vectors beside', () => {
    for (const axis of axes) {
      const others = landmarks.slice(0, 8).map((landmark) => {
        const found = drawn().map((shape) => seenAlong(axis, shape));
        return found.find(([extent]) => extent === landmark - 1)?.[1] ?? [];
      });
      expect(others.every((two) => two.length === 2 && Math.max(...two) < 10)).toBe(true);
      const areVectors = others.map((two) => Math.max(...two) === 1);
      expect(areVectors.filter((_, i) => i % 2 === 0)).toEqual([true, true, true, true]);
      expect(areVectors.filter((_, i) => i % 2 === 1)).toContain(false);
    }
  });

  test('are odd and even along each axis, beyond the smallest tile', () => {
    const beyond = drawn().filter(({ m, n, k }) => Math.min(m, n, k) > 128);
    const parities = beyond.map(({ m, n, k }) => [m, n, k].map((extent) => extent % 2).join(''));
    expect(new Set(parities)).toEqual(
      new Set(['000', '001', '010', '011', '100', '101', '110', '111']),
    );
    expect(beyond.flatMap(({ m, n, k }) => [m, n, k]).every((extent) => extent < 150)).toBe(true);
  });
});

describe('a drawn large shape', () => {
  const drawn = (): Shape[] => {
    const draw = drawFrom(1);
    return Array.from({ length: 2000 }, () => largeShape(draw, limits));
  };
  const longIn = (shape: Shape): number[] =>
    axes.map((axis) => shape[axis]).filter((extent) => extent > 60);

  test('is long along one, two or three axes, and each of them', () => {
    const shapes = drawn();
    expect(new Set(shapes.map((shape) => longIn(shape).length))).toEqual(new Set([1, 2, 3]));
    for (const axis of axes) {
      const alone = shapes.filter((shape) => {
        const [extent, others] = seenAlong(axis, shape);
        return extent > 60 && Math.max(...others) < 10;
      });
      expect(alone.length).toBeGreaterThan(50);
    }
    expect(shapes.flatMap(longIn).every(Number.isInteger)).toBe(true);
  });

  test('is at a landmark or beside it, some tens beyond, and anywhere between two', () => {
    const all = drawn().flatMap(longIn);
    const nearest = (extent: number, by: number): boolean =>
      landmarks.some((landmark) => extent === landmark + by);
    for (const by of [-1, 0, 1, 7, 8, 9, 31, 97]) {
      expect(all.filter((extent) => nearest(extent, by)).length, `${by}`).toBeGreaterThan(5);
    }
    const isFar = (extent: number): boolean =>
      landmarks.every((landmark) => Math.abs(extent - landmark) > landmark / 16);
    expect(all.filter(isFar).length).toBeGreaterThan(100);
    const first = all.filter((extent) => extent < 128 && extent > 64);
    expect(first.length).toBeGreaterThan(10);
  });
});
