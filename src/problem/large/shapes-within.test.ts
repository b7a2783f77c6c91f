import { describe, expect, test } from 'vitest';
import { drawFrom } from '../draw/draw.ts';
import type { Shape } from '../shape.ts';
import { firstShapes, isWithin, landmarks, largeShape, oddShapes } from './large-shape.ts';

const axes = ['m', 'n', 'k'] as const;
const usual = { extent: 2 ** 22, volume: 2 ** 28 };
const seeds = [11, 12, 13, 14];
const volumes = [2 ** 20, 2 ** 22, 2 ** 24, 2 ** 28];

/** The extent along an axis, and the longer of the two others. */
function along(axis: (typeof axes)[number], shape: Shape): [number, number] {
  return [
    shape[axis],
    Math.max(...axes.filter((each) => each !== axis).map((each) => shape[each])),
  ];
}

describe('first shapes', () => {
  test('are at each tile along each axis, with two short ones beside', () => {
    for (const seed of seeds) {
      const shapes = firstShapes(drawFrom(seed), usual);
      for (const tile of landmarks.filter((landmark) => landmark <= 8192)) {
        for (const axis of axes) {
          const found = shapes.map((shape) => along(axis, shape));
          expect(found.some(([extent, most]) => extent === tile && most < 10)).toBe(true);
        }
      }
    }
  });

  test.each(volumes)(
    'of %d are beyond each landmark along two axes, where there is room',
    (volume) => {
      const limits = { extent: 2 ** 22, volume };
      for (const landmark of landmarks) {
        const side = landmark + 3;
        if (!isWithin({ m: side, n: side, k: 1 }, limits)) continue;
        for (const seed of seeds) {
          const shapes = firstShapes(drawFrom(seed), limits);
          for (const axis of axes) {
            const found = shapes.filter((shape) => {
              const others = axes.filter((each) => each !== axis).map((each) => shape[each]);
              return shape[axis] < 10 && others.every((other) => other > landmark && other <= side);
            });
            expect(found.length, `${landmark} beside ${axis}`).toBeGreaterThan(0);
          }
        }
      }
    },
  );
});

describe('large shapes', () => {
  test.each(volumes)(
    'of %d are within what is allowed, the first, the odd and those that are drawn',
    (volume) => {
      for (const extent of [100, 200, 5000, 2 ** 22]) {
        const limits = { extent, volume };
        const draw = drawFrom(volume);
        const some = Array.from({ length: 60 }, () => largeShape(draw, limits));
        for (const shape of [...firstShapes(draw, limits), ...oddShapes(draw, limits), ...some]) {
          expect(isWithin(shape, limits)).toBe(true);
        }
      }
    },
  );

  const drawn = (): Shape[] => {
    const draw = drawFrom(1);
    return Array.from({ length: 2000 }, () => largeShape(draw, usual));
  };
  const longIn = ({ m, n, k }: Shape): number[] => [m, n, k].filter((extent) => extent > 60);
  const isBy = (extent: number, by: number): boolean =>
    landmarks.some((landmark) => extent === landmark + by);

  test('are long along one axis most often, often along two, and along three now and then', () => {
    const counts = drawn().map((shape) => longIn(shape).length);
    for (const [count, least] of [
      [1, 0.3],
      [2, 0.2],
      [3, 0.1],
    ] as const) {
      const share = counts.filter((each) => each === count).length / counts.length;
      expect(share, `${count}`).toBeGreaterThan(least);
    }
  });

  test('are every second time at a landmark or beside it, and some tens beyond now and then', () => {
    const long = drawn().flatMap(longIn);
    const share = (is: (extent: number) => boolean): number => long.filter(is).length / long.length;
    for (const by of [-1, 0, 1]) {
      const isAt = (extent: number): boolean => isBy(extent, by);
      expect(share(isAt), `${by}`).toBeGreaterThan(0.1);
    }
    for (const by of [8, 16, 32, 64, 96]) {
      const isNear = (extent: number): boolean =>
        [-1, 0, 1].some((more) => isBy(extent, by + more));
      expect(share(isNear), `${by}`).toBeGreaterThan(0.02);
    }
  });

  test.each([
    [512, 768],
    [2048, 3072],
    [8192, 16_384],
    [32_768, 65_536],
  ])('are anywhere between the landmarks %i and %i', (from, to) => {
    const long = drawn().flatMap(longIn);
    const quarter = (to - from) / 4;
    for (const part of [1, 2, 3]) {
      const least = from + part * quarter;
      const some = long.filter((extent) => extent > least + 1 && extent < least + quarter - 1);
      expect(some.length, `part ${part}`).toBeGreaterThan(1);
    }
  });
});
