import type { ProductName } from '../problem/large/large-problem.ts';
import type { Shape } from '../problem/shape.ts';
import type { ResultShape } from './at-shape.ts';

/** How many terms each sum of a product has, and rows and columns of the result. */
export interface SumsAt {
  readonly length: number;
  readonly result: ResultShape;
}

/** Those of a product in a problem of this shape: X m×n, W n×k, dY m×k. */
export function sumsAt(product: ProductName, { m, n, k }: Shape): SumsAt {
  switch (product) {
    case 'Y':
      return { length: n, result: [m, k] };
    case 'dX':
      return { length: k, result: [m, n] };
    case 'dW':
      return { length: m, result: [n, k] };
  }
}
