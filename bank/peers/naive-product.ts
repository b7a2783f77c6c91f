import { Matrix } from '../../src/matrix/matrix.ts';

/** A·B by three loops in float64. Its own, like everybody's: a checker that used ours would check ours. */
export function naiveProduct(a: Matrix, b: Matrix): Float64Array {
  return Matrix.of([a.rows, b.cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < a.cols; p += 1) total += a.at(i, p) * b.at(p, j);
    return total;
  }).toArray();
}
