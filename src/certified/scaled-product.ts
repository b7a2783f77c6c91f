import { entryAt } from '../at.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type Dyadic, dyadic, plus, roundedTo, times, toNumber, zero } from '../number/dyadic.ts';
import type { Ball } from './ball.ts';
import { Balls } from './balls.ts';
import { certifiedProduct } from './certified-product.ts';

/**
 * α·A·B for a power of two α, or 0: the true value lies in every ball. α is one more factor of the
 * product. It goes into A or into B where that rounds nothing, and else into exact sums.
 */
export function scaledProduct<M extends string, N extends string, K extends string>(
  a: Matrix<M, N>,
  b: Matrix<NoInfer<N>, K>,
  factor: number,
): Balls<M, K> {
  if (factor === 1) return certifiedProduct(a, b);
  const left = scaledExactly(a, factor);
  if (left !== undefined) return certifiedProduct(left, b);
  const right = scaledExactly(b, factor);
  return right === undefined ? exactly(a, b, factor) : certifiedProduct(a, right);
}

/** α·A; nothing, where float64 rounds an entry of it. */
export function scaledExactly<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  factor: number,
): Matrix<R, C> | undefined {
  const isRounded = (entry: number): boolean =>
    factor !== 0 && (entry * factor) / factor !== entry && !Number.isNaN(entry);
  return matrix.toArray().some(isRounded) ? undefined : matrix.map((entry) => factor * entry);
}

/** By integers of any size. Slow, but seldom: only at both ends of the range at once. */
function exactly<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  factor: number,
): Balls<R, C> {
  const [left, right, q] = [a.toArray().map(finite), b.T.toArray().map(finite), a.cols];
  return Balls.of([a.rows, b.cols], (i, j) => {
    let sum = zero;
    for (let p = 0; p < q; p += 1) {
      const pair = [entryAt(left, i * q + p), entryAt(right, j * q + p)].map(dyadic);
      sum = plus(sum, pair.reduce(times));
    }
    return ballAround(times(sum, dyadic(factor)));
  });
}

/** The nearest float64, or one beside it; nothing is known of what is beyond the range. */
function ballAround(value: Dyadic): Ball {
  const mid = toNumber(roundedTo(53, value));
  if (!Number.isFinite(mid)) return { mid: 0, rad: Number.POSITIVE_INFINITY };
  const { whole } = plus(value, times(dyadic(mid), dyadic(-1)));
  // An ulp is at most 2^−52 of the number, and never below MIN_VALUE.
  return { mid, rad: whole === 0n ? 0 : Math.abs(mid) * 2 ** -52 + Number.MIN_VALUE };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
