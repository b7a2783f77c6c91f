/** Indices that overflow at large sizes, from public reports; 2³¹ and the like are 32 or 64. */
import { at } from '../../src/at.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { altered, type Fault, right, wrongBackward, wrongProduct } from './fault.ts';

export const limits: readonly Fault[] = [
  wrongProduct(
    {
      name: 'gemv-int32-row-offset',
      story: 'with one column, where a row begins is computed in an integer that is too short',
      trigger: 'n = 1 and dY has more than 64 entries',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ml-explore/mlx/pull/3609',
    },
    (a, b) => {
      const entries = a.toArray();
      const row = (i: number): number => (b.cols === 1 ? (i * a.cols) % 64 : i * a.cols);
      return multiply(
        Matrix.of([a.rows, a.cols], (i, p) => at(entries, row(i) + p)),
        b,
      );
    },
  ),
  wrongProduct(
    {
      name: 'mps-dim-gt-32768',
      story: 'the index of a column is kept in too few bits',
      trigger: 'n > 32',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/116769',
    },
    (a, b) => {
      const product = multiply(a, b);
      return product.map((_, i, j) => product.at(i, j % 32));
    },
  ),
  wrongProduct(
    {
      name: 'cublas-rows-gt-2-21',
      story:
        'rows beyond the limit are those of the left operand, as if the right one were identity',
      trigger: 'm > 32 and W is not the identity',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/22078',
    },
    (a, b) => altered(a, b, (v, i, j) => (i < 32 ? v : j < a.cols ? a.at(i, j) : 0)),
  ),
  wrongProduct(
    {
      name: 'vocab-256000-inf',
      story: 'where an entry is written wraps around, and what lies behind is never written',
      trigger: 'dX has more than 64 entries',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ml-explore/mlx/issues/1084',
    },
    (a, b) => {
      const out = new Float64Array(a.rows * b.cols);
      multiply(a, b)
        .toArray()
        .forEach((value, place) => {
          out[place % 64] = value;
        });
      return Matrix.over(a.rows, b.cols, out);
    },
  ),
  wrongBackward(
    {
      name: 'mps-grad-large-shapes',
      story: 'dX loses a term now and then, which shows only when there are many',
      trigger: 'k is 16 or more',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/153957',
    },
    ({ X, W, dY }) => {
      const lossy = dY.map((value, _, l) => (l % 16 === 15 ? 0 : value));
      return { dX: multiply(lossy, W.T), dW: right({ X, W, dY }).dW };
    },
  ),
];
