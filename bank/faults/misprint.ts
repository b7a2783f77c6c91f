import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { right, wrongBackward } from './fault.ts';

/**
 * The paper's first printing of (2): its dimensions (m×k)(m×k) do not multiply. This port makes
 * them fit by reading the buffer of X as if it already were n×m, so the transpose is missing.
 */
export default wrongBackward(
  {
    name: 'misprint',
    story: 'a port of the misprinted (2): the entries of X are read as n×m without transposing',
    trigger: 'm > 1 and n > 1',
    caughtBy: 'equation-2',
  },
  ({ X, W, dY }) => ({
    dX: right({ X, W, dY }).dX,
    dW: multiply(Matrix.over(X.cols, X.rows, X.toArray()), dY),
  }),
);
