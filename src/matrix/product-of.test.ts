import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type Draw, drawFrom, pick } from '../problem/draw/draw.ts';
import { productOf } from './product-of.ts';
import { simdProduct } from './simd-product.ts';
import { type Extents, tiledProduct } from './tiled-product.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Mostly fractions, and what makes other orders and fused products show: −0, NaN, ∞, the ends of the range. */
function entries(draw: Draw, length: number): Float64Array {
  const special = [-0, 0, Number.NaN, Number.POSITIVE_INFINITY, -1e300, 5e-324, 1e-160];
  const many = draw.integer(0, 9);
  return new Float64Array(length).map(() =>
    draw.integer(1, 1000) <= many ? pick(draw, special) : draw.integer(-(2 ** 40), 2 ** 40) / 3,
  );
}

/** 0 + a₀b₀ + a₁b₁ + … of every entry. */
function summed(a: Float64Array, b: Float64Array, [m, q, k]: Extents): Float64Array {
  return new Float64Array(m * k).map((_, place) => {
    const [i, j] = [Math.floor(place / k), place % k];
    let sum = 0;
    for (let p = 0; p < q; p += 1) sum += (a[i * q + p] ?? 0) * (b[p * k + j] ?? 0);
    return sum;
  });
}

const extent = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const shapes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(extent(24), extent(40), extent(24)) },
  { weight: 1, arbitrary: fc.tuple(extent(6), fc.integer({ min: 250, max: 520 }), extent(6)) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 125, max: 260 }), extent(9), extent(9)) },
  { weight: 1, arbitrary: fc.tuple(extent(9), extent(9), fc.integer({ min: 509, max: 1030 })) },
);

/** Beyond a block of the kernel along each two axes at once, and along all three: sums are put away between. */
const beyond: readonly [number, number, number][] = [
  [130, 260, 5],
  [130, 7, 517],
  [5, 260, 517],
  [131, 259, 515],
];

test('however a product is cut, every entry has the bits of its sum from left to right', () => {
  fc.assert(
    fc.property(shapes, fc.nat(), (extents, seed) => {
      const [m, q, k] = extents;
      const draw = drawFrom(seed);
      const [a, b] = [entries(draw, m * q), entries(draw, q * k)];
      const expected = summed(a, b, extents);
      expect(productOf(a, b, extents)).toEqual(expected);
      expect(simdProduct(a, b, extents)).toEqual(expected);
      if (m >= 3 && k >= 3) expect(tiledProduct(a, b, extents)).toEqual(expected);
    }),
    { numRuns: 200, examples: beyond.map((extents, seed) => [extents, seed]) },
  );
});

test('a product of nothing is 0', () => {
  expect(productOf(new Float64Array(0), new Float64Array(0), [2, 0, 2])).toEqual(
    new Float64Array(4),
  );
});

test('where there is no WebAssembly, plain JavaScript gives the same bits', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  vi.resetModules();
  const plain = await import('./product-of.ts');
  const { simdProduct: none } = await import('./simd-product.ts');
  const [a, b] = [entries(drawFrom(1), 12 * 50), entries(drawFrom(2), 50 * 13)];
  expect(none(a, b, [12, 50, 13])).toBeUndefined();
  expect(plain.productOf(a, b, [12, 50, 13])).toEqual(productOf(a, b, [12, 50, 13]));
});
