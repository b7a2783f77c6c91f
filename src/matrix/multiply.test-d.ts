import type { Matrix } from './matrix.ts';
import { multiply } from './multiply.ts';

declare const X: Matrix<'m', 'n'>;
declare const W: Matrix<'n', 'k'>;
declare const dY: Matrix<'m', 'k'>;

// Equations (1) and (2) have the dimensions the paper gives them.
multiply(dY, W.T) satisfies Matrix<'m', 'n'>;
multiply(X.T, dY) satisfies Matrix<'n', 'k'>;

// @ts-expect-error: (1) without its transpose, (m×k)(n×k)
multiply(dY, W);
// @ts-expect-error: the paper's first printing of (2), (m×k)(m×k)
multiply(dY, dY);
