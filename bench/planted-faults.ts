import { formats } from '../src/format/format.ts';
import { round } from '../src/format/round.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import type { Problem } from '../src/problem/problem.ts';
import { gradW, gradX } from '../src/reference/backprop.ts';
import { toAnswer, toMatrix } from '../src/subject/reference-subject.ts';
import type { Subject } from '../src/subject/subject.ts';

type Given = Pick<Problem, 'X' | 'W' | 'dY'>;
type Upstream = Problem['dY'];
type GradX = Matrix<'m', 'n'>;

/** Ten wrong backward passes, each the reference but for what its name says. */
export const plantedFaults: readonly Subject[] = [
  wrongX('rows of dX reversed', ({ dY, W }) => reverseRows(gradX(dY, W))),
  wrongX("W's storage read as if it were Wᵀ's", ({ dY, W }) => gradX(dY, misread(W))),
  wrongUpstream('dY replaced by relu(dY)', (dY) => dY.map((value) => Math.max(0, value))),
  wrongUpstream('dY replaced by |dY|', (dY) => dY.map(Math.abs)),
  wrongUpstream('dY clipped to ±1', (dY) => dY.map((value) => Math.max(-1, Math.min(1, value)))),
  wrongX('last inner index left out of dX when k ≥ 8', lastLeftOut),
  wrongX("W's storage read as if it were Wᵀ's when m = n = k", ({ dY, W, X }) =>
    X.rows === X.cols && X.cols === W.cols ? gradX(dY, misread(W)) : gradX(dY, W),
  ),
  wrongX('entry (19, 15) of dX doubled', ({ dY, W }) =>
    gradX(dY, W).map((value, i, j) => (i === 19 && j === 15 ? 2 * value : value)),
  ),
  wrongUpstream('dY rounded to float16', (dY) => dY.map((value) => round(value, formats.float16))),
  wrongX('rows of dX are 0 where the row of dY has a zero', ({ dY, W }) =>
    gradX(dY, W).map((value, i) => (dY.pickRows([i]).toArray().includes(0) ? 0 : value)),
  ),
];

function wrongX(name: string, wrong: (given: Given) => GradX): Subject {
  return planted(name, (given) => ({ dX: wrong(given), dW: gradW(given.X, given.dY) }));
}

function wrongUpstream(name: string, change: (dY: Upstream) => Upstream): Subject {
  return planted(name, ({ X, W, dY }) => ({
    dX: gradX(change(dY), W),
    dW: gradW(X, change(dY)),
  }));
}

function planted(name: string, gradients: (given: Given) => Record<'dX' | 'dW', Matrix>): Subject {
  return {
    name,
    numberFormat: 'float64',
    backward: ({ X, W, dY }) => {
      const answer = gradients({ X: toMatrix(X), W: toMatrix(W), dY: toMatrix(dY) });
      return { dX: toAnswer(answer.dX), dW: toAnswer(answer.dW) };
    },
  };
}

function reverseRows(matrix: GradX): GradX {
  return matrix.pickRows(Array.from({ length: matrix.rows }, (_, i) => matrix.rows - 1 - i));
}

/** The n×k matrix whose transpose has, row by row, the storage of W: Wᵀ with the transpose left out. */
function misread(W: Problem['W']): Problem['W'] {
  return Matrix.over<'k', 'n'>(W.cols, W.rows, W.toArray()).T;
}

function lastLeftOut({ dY, W }: Given): GradX {
  if (W.cols < 8) return gradX(dY, W);
  return gradX(dY.columnRange(0, W.cols - 1), W.columnRange(0, W.cols - 1));
}
