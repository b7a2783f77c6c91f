import { multiply } from '../../src/matrix/multiply.ts';
import { right, wrongBackward } from './fault.ts';

export default wrongBackward(
  {
    name: 'rows-reversed',
    story: 'dW = XᵀdY with the rows of X reversed',
    trigger: 'm > 1',
    caughtBy: 'equation-2',
  },
  ({ X, W, dY }) => {
    const countdown = Array.from({ length: X.rows }, (_, i) => X.rows - 1 - i);
    return { dX: right({ X, W, dY }).dX, dW: multiply(X.pickRows(countdown).T, dY) };
  },
);
