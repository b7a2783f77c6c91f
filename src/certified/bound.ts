import type { NumberFormat } from '../format/format.ts';
import { exponentOf } from '../format/round.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { outward } from './error-free.ts';
import { magnitudeProduct } from './product.ts';

/**
 * The forward error of A·B, (m×q)(q×k) → m×k, computed in `format` by a conventional algorithm:
 * each of the q products of an entry enters one summation tree once, in any order, with or without
 * FMA. Entry by entry:
 *
 * - 0 when every partial sum is a multiple of the operands' units and fits the significand, so that
 *   no rounding can take place: |A||B| ≤ 2^p units;
 * - otherwise γ_q·|A||B| + q·η, γ_q = q·u/(1 − q·u) (Higham, Accuracy and Stability of Numerical
 *   Algorithms, 2nd ed., §3.1 and §3.5; η for gradual underflow, Rump, Acta Numerica 19 (2010)).
 *
 * @throws never; where |A||B| may overflow the format the bound is infinite.
 */
export function productBound<R extends string, C extends string>(
  a: Matrix<R>,
  b: Matrix<string, C>,
  format: NumberFormat,
): Matrix<R, C> {
  const q = a.cols;
  const unit = unitOf(a, format.precision) * unitOf(b, format.precision);
  const capacity = unit >= format.smallest ? unit * 2 ** format.precision : 0;
  const gamma = (q * format.unitRoundoff) / (1 - q * format.unitRoundoff);
  return magnitudeProduct(a, b).map((magnitude) => {
    if (magnitude <= capacity && magnitude <= format.largest) return 0;
    if (gamma < 0 || magnitude * (1 + gamma) >= format.largest) return Number.POSITIVE_INFINITY;
    return outward(gamma * magnitude + q * format.smallest);
  });
}

/**
 * The greatest power of two, up to the largest entry, of which every entry is a multiple; 0 when
 * the largest entry then needs more than `bits` significand bits.
 */
export function unitOf(matrix: Matrix, bits: number): number {
  const entries = matrix.toArray().filter((entry) => entry !== 0);
  const largest = entries.reduce((max, entry) => Math.max(max, Math.abs(entry)), 0);
  let unit = largest === 0 ? 1 : 2 ** exponentOf(largest);
  for (const entry of entries) {
    while (!isMultiple(entry, unit)) {
      unit /= 2;
      if (unit === 0 || largest / unit > 2 ** bits) return 0;
    }
  }
  return unit;
}

function isMultiple(entry: number, unit: number): boolean {
  return Math.abs(entry) >= unit && Number.isInteger(entry / unit);
}
