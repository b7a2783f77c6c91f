/** Faults planted to probe what tolerances and hand-picked shapes let through. */

import type { Operand } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import {
  type About,
  type Fault,
  multiplyReversed,
  right,
  wrongBackward,
  wrongProduct,
  wrongUpstream,
} from './fault.ts';

/** Its name begins with the name of its class. */
function about(told: Pick<About, 'name' | 'story' | 'trigger' | 'caughtBy'>): About {
  return { ...told, name: `planted-${told.name}` };
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

const inPlace = about({
  name: 'in-place',
  story: 'backward halves dY in place',
  trigger: 'always',
  caughtBy: 'purity',
});

const halvesUpstream: Fault = {
  ...wrongBackward(inPlace, right),
  backward: (problem: Record<'X' | 'W' | 'dY', Operand>) => {
    const answer = wrongBackward(inPlace, right).backward(problem);
    problem.dY.data.forEach((value, at) => {
      problem.dY.data[at] = value / 2;
    });
    return answer;
  },
};

/** A·B, from the last product on where an entry of A is above 4 in size. */
const byMagnitude = (a: Matrix, b: Matrix): Matrix => {
  const isSmall = a.toArray().every((entry) => Math.abs(entry) <= 4);
  return isSmall ? multiply(a, b) : multiplyReversed(a, b);
};

const turnsByMagnitude = about({
  name: 'order-by-magnitude',
  story: 'values decide how sums are formed, which is said to follow from shapes',
  trigger: 'an entry above 4, and rounded sums of three terms or more',
  caughtBy: 'power-of-two-scaling',
});

export const planted: readonly Fault[] = [
  wrongUpstream(
    about({
      name: 'relu',
      story: 'uses max(dY, 0)',
      trigger: 'dY has a negative entry',
      caughtBy: 'equation-1',
    }),
    (value) => Math.max(0, value),
  ),
  wrongUpstream(
    about({
      name: 'abs',
      story: 'uses |dY|',
      trigger: 'dY has a negative entry',
      caughtBy: 'equation-1',
    }),
    Math.abs,
  ),
  wrongUpstream(
    about({
      name: 'square',
      story: 'uses dY²',
      trigger: 'an entry of dY is neither 0 nor 1',
      caughtBy: 'equation-1',
    }),
    (value) => value * value,
  ),
  wrongUpstream(
    about({
      name: 'clip',
      story: 'clips dY to ±1',
      trigger: 'an entry of dY is beyond ±1',
      caughtBy: 'equation-1',
    }),
    (value) => Math.min(1, Math.max(-1, value)),
  ),
  wrongUpstream(
    about({
      name: 'sign',
      story: 'uses the sign of dY',
      trigger: 'an entry of dY is not 0 or ±1',
      caughtBy: 'equation-1',
    }),
    Math.sign,
  ),
  wrongUpstream(
    about({
      name: 'float16-upstream',
      story: 'rounds dY to float16',
      trigger: 'dY needs more than 11 significant bits',
      caughtBy: 'equation-1',
    }),
    toFloat16,
  ),
  wrongUpstream(
    about({
      name: 'bfloat16-upstream',
      story: 'rounds dY to bfloat16',
      trigger: 'dY needs more than 8 significant bits',
      caughtBy: 'equation-1',
    }),
    (value) => round(value, formats.bfloat16),
  ),
  wrongProduct(
    about({
      name: 'float16-sums',
      story: 'accumulates in float16',
      trigger: 'sums need more than 11 significant bits',
      caughtBy: 'equation-1',
    }),
    (a, b) => rounding(toFloat16)(a, b),
  ),
  wrongProduct(
    about({
      name: 'float32-inside',
      story: 'computes a float64 product in float32',
      trigger: 'sums need more than 24 significant bits',
      caughtBy: 'equation-1',
    }),
    (a, b) => rounding(Math.fround)(a.map(Math.fround), b.map(Math.fround)),
  ),
  wrongBackward(
    about({
      name: 'scaled',
      story: 'multiplies every entry by 1.0005',
      trigger: 'always',
      caughtBy: 'equation-1',
    }),
    (problem) => {
      const { dX, dW } = right(problem);
      return { dX: dX.map((v) => 1.0005 * v), dW: dW.map((v) => 1.0005 * v) };
    },
  ),
  wrongBackward(
    about({
      name: 'shifted',
      story: 'adds 9e-6 to every entry of dX',
      trigger: 'always',
      caughtBy: 'equation-1',
    }),
    (problem) => {
      const { dX, dW } = right(problem);
      return { dX: dX.map((v) => v + 9e-6), dW };
    },
  ),
  wrongBackward(
    about({
      name: 'sparse-shortcut',
      story: 'drops a row of dY that has a zero',
      trigger: 'dY has a 0',
      caughtBy: 'equation-1',
    }),
    ({ X, W, dY }) => {
      const zero = Array.from({ length: dY.rows }, (_, i) =>
        dY
          .rowRange(i, i + 1)
          .toArray()
          .includes(0),
      );
      return right({ X, W, dY: dY.map((value, i) => (zero[i] ? 0 : value)) });
    },
  ),
  wrongBackward(
    about({
      name: 'dense-path',
      story: 'reads W untransposed when dY has no zero',
      trigger: 'dY has no 0',
      caughtBy: 'equation-1',
    }),
    (problem) => {
      const { X, W, dY } = problem;
      if (dY.toArray().includes(0)) return right(problem);
      const dX = multiply(dY, Matrix.over(W.cols, W.rows, W.toArray()));
      return { dX, dW: right({ X, W, dY }).dW };
    },
  ),
  wrongBackward(
    about({
      name: 'cube',
      story: 'is wrong only when m = n = k',
      trigger: 'm = n = k',
      caughtBy: 'equation-1',
    }),
    (problem) => {
      const { X, W, dY } = problem;
      const { dX, dW } = right(problem);
      return X.rows === X.cols && X.cols === W.cols ? { dX: multiply(dY, W), dW } : { dX, dW };
    },
  ),
  wrongBackward(
    about({
      name: 'inner-tail',
      story: 'drops the inner tail when 8 ≤ k and 8 ∤ k',
      trigger: 'k > 8 and 8 ∤ k',
      caughtBy: 'equation-1',
    }),
    ({ X, W, dY }) => {
      const k = W.cols < 8 ? W.cols : W.cols - (W.cols % 8);
      return {
        dX: multiply(dY.columnRange(0, k), W.columnRange(0, k).T),
        dW: multiply(X.T, dY),
      };
    },
  ),
  wrongBackward(
    about({
      name: 'one-entry',
      story: 'doubles one entry of dX when it is 20×16 or more',
      trigger: 'dX is 20×16 or more',
      caughtBy: 'equation-1',
    }),
    (problem) => {
      const { dX, dW } = right(problem);
      const large = dX.rows >= 20 && dX.cols >= 16;
      return { dX: dX.map((v, i, j) => (large && i === 7 && j === 11 ? 2 * v : v)), dW };
    },
  ),
  halvesUpstream,
  { ...wrongProduct(turnsByMagnitude, byMagnitude), claims: { reproducible: true } },
];
