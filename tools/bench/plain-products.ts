import { Matrix as MlMatrix } from 'ml-matrix';
import { certifiedProduct } from '../../src/certified/certified-product.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { type Draw, drawFrom } from '../../src/problem/draw/draw.ts';
import type { Contest } from './contest.ts';
import { naiveProduct } from './naive-product.ts';
import { spinFor } from './spin-for.ts';

/** The reference product, size×size, against ml-matrix, three naive loops, and what the machine can do. */
export function plainProducts(size: number): Contest[] {
  const [a, b] = drawSquares(size, fraction);
  const [left, right] = [Matrix.over(size, size, a), Matrix.over(size, size, b)];
  const mlLeft = MlMatrix.from1DArray(size, size, a);
  const mlRight = MlMatrix.from1DArray(size, size, b);
  const ours = {
    what: `product, ${size}×${size}`,
    a: '`multiply`',
    runA: () => multiply(left, right),
  };
  return [
    { ...ours, b: 'ml-matrix `mmul`', runB: () => mlLeft.mmul(mlRight) },
    { ...ours, b: 'naive loop', runB: () => naiveProduct(a, b, [size, size, size]) },
    { ...ours, b: 'as many SIMD products in registers', runB: () => spinFor(size ** 3) },
  ];
}

/** The product with certified radii against three naive loops, for each of its code paths. */
export function certifiedProducts(size: number): Contest[] {
  const entries = {
    integers: (draw: Draw) => draw.integer(-999, 999),
    'short fractions': (draw: Draw) => draw.integer(-(2 ** 24), 2 ** 24) / 2 ** 24,
    fractions: fraction,
  };
  return Object.entries(entries).map(([kind, entry]) => {
    const [a, b] = drawSquares(size, entry);
    const [left, right] = [Matrix.over(size, size, a), Matrix.over(size, size, b)];
    return {
      what: `certified product of ${kind}, ${size}×${size}`,
      a: '`certifiedProduct`',
      b: 'naive loop',
      runA: () => certifiedProduct(left, right),
      runB: () => naiveProduct(a, b, [size, size, size]),
    };
  });
}

/** Two matrices of full significands, size×size. */
export function fractions(size: number): [left: Float64Array, right: Float64Array] {
  return drawSquares(size, fraction);
}

/** Full significands: no product or sum of two of them is exact. */
function fraction(draw: Draw): number {
  return draw.integer(-(2 ** 52), 2 ** 52) / 2 ** 52;
}

function drawSquares(
  size: number,
  entry: (draw: Draw) => number,
): [left: Float64Array, right: Float64Array] {
  const draw = drawFrom(size);
  const square = (): Float64Array => Float64Array.from({ length: size ** 2 }, () => entry(draw));
  return [square(), square()];
}
