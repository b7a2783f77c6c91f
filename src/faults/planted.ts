/** Faults planted to probe what tolerances and hand-picked shapes let through. */
import { formats } from '../format/format.ts';
import { round } from '../format/round.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import type { Operand } from '../subject/subject.ts';
import {
  type About,
  type Fault,
  right,
  wrongBackward,
  wrongProduct,
  wrongUpstream,
} from './fault.ts';

function about(name: string, story: string): About {
  return { name: `planted-${name}`, class: 'planted', story };
}

/** A·B with every product and every sum rounded by `to`. */
function rounding(to: (value: number) => number): (a: Matrix, b: Matrix) => Matrix {
  return (a, b) =>
    Matrix.of([a.rows, b.cols], (i, j) => {
      let total = 0;
      for (let p = 0; p < a.cols; p += 1) total = to(total + to(a.at(i, p) * b.at(p, j)));
      return total;
    });
}

const toFloat16 = (value: number): number => round(value, formats.float16);

const halvesUpstream: Fault = {
  ...wrongBackward(about('in-place', 'backward halves dY in place'), right),
  backward: (problem: Record<'X' | 'W' | 'dY', Operand>) => {
    const answer = wrongBackward(about('in-place', ''), right).backward(problem);
    problem.dY.data.forEach((value, at) => {
      problem.dY.data[at] = value / 2;
    });
    return answer;
  },
};

export const planted: readonly Fault[] = [
  wrongUpstream(about('relu', 'uses max(dY, 0)'), (value) => Math.max(0, value)),
  wrongUpstream(about('abs', 'uses |dY|'), Math.abs),
  wrongUpstream(about('square', 'uses dY²'), (value) => value * value),
  wrongUpstream(about('clip', 'clips dY to ±1'), (value) => Math.min(1, Math.max(-1, value))),
  wrongUpstream(about('sign', 'uses the sign of dY'), Math.sign),
  wrongUpstream(about('float16-upstream', 'rounds dY to float16'), toFloat16),
  wrongUpstream(about('bfloat16-upstream', 'rounds dY to bfloat16'), (value) =>
    round(value, formats.bfloat16),
  ),
  wrongProduct(about('float16-sums', 'accumulates in float16'), (a, b) =>
    rounding(toFloat16)(a, b),
  ),
  wrongProduct(about('float32-inside', 'computes a float64 product in float32'), (a, b) =>
    rounding(Math.fround)(a.map(Math.fround), b.map(Math.fround)),
  ),
  wrongBackward(about('scaled', 'multiplies every entry by 1.0005'), (problem) => {
    const { dX, dW } = right(problem);
    return { dX: dX.map((v) => 1.0005 * v), dW: dW.map((v) => 1.0005 * v) };
  }),
  wrongBackward(about('shifted', 'adds 9e-6 to every entry of dX'), (problem) => {
    const { dX, dW } = right(problem);
    return { dX: dX.map((v) => v + 9e-6), dW };
  }),
  wrongBackward(about('sparse-shortcut', 'drops a row of dY that has a zero'), ({ X, W, dY }) => {
    const zero = Array.from({ length: dY.rows }, (_, i) =>
      dY
        .rowRange(i, i + 1)
        .toArray()
        .includes(0),
    );
    return right({ X, W, dY: dY.map((value, i) => (zero[i] ? 0 : value)) });
  }),
  wrongBackward(about('dense-path', 'reads W untransposed when dY has no zero'), (problem) => {
    const { X, W, dY } = problem;
    if (dY.toArray().includes(0)) return right(problem);
    const dX = multiply(dY, Matrix.over(W.cols, W.rows, W.toArray()));
    return { dX, dW: right({ X, W, dY }).dW };
  }),
  wrongBackward(about('cube', 'is wrong only when m = n = k'), (problem) => {
    const { X, W, dY } = problem;
    const { dX, dW } = right(problem);
    return X.rows === X.cols && X.cols === W.cols ? { dX: multiply(dY, W), dW } : { dX, dW };
  }),
  wrongBackward(
    about('inner-tail', 'drops the inner tail when 8 ≤ k and 8 ∤ k'),
    ({ X, W, dY }) => {
      const k = W.cols < 8 ? W.cols : W.cols - (W.cols % 8);
      return {
        dX: multiply(dY.columnRange(0, k), W.columnRange(0, k).T),
        dW: multiply(X.T, dY),
      };
    },
  ),
  wrongBackward(
    about('one-entry', 'doubles one entry of dX when it is 20×16 or more'),
    (problem) => {
      const { dX, dW } = right(problem);
      const large = dX.rows >= 20 && dX.cols >= 16;
      return { dX: dX.map((v, i, j) => (large && i === 7 && j === 11 ? 2 * v : v)), dW };
    },
  ),
  halvesUpstream,
];
