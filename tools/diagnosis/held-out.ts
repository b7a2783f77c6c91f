/** Faults that no mistake was written for; they are of no bank, and measure the diagnosis alone. */
import {
  altered,
  type Fault,
  right,
  wrongBackward,
  wrongProduct,
} from '../../bank/faults/fault.ts';
import type { Cause } from '../../src/diagnosis/mistakes/mistake.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import type { Known } from './told.ts';

type Terms = readonly number[];
type Problem = Readonly<Record<'X' | 'W' | 'dY', Matrix>>;

const of = (name: string, causes: readonly Cause[], fault: Fault): Known => ({
  causes,
  fault: { ...fault, name },
});

function about(caughtBy: string) {
  return { name: '', story: '', trigger: '', caughtBy };
}

/** dX is made otherwise, or dW. */
function ofX(
  name: string,
  causes: readonly Cause[],
  dX: (problem: Problem, own: Matrix) => Matrix,
): Known {
  return of(
    name,
    causes,
    wrongBackward(about('equation-1'), (problem) => {
      const own = right(problem);
      return { ...own, dX: dX(problem, own.dX) };
    }),
  );
}

function ofW(
  name: string,
  causes: readonly Cause[],
  dW: (problem: Problem, own: Matrix) => Matrix,
): Known {
  return of(
    name,
    causes,
    wrongBackward(about('equation-2'), (problem) => {
      const own = right(problem);
      return { ...own, dW: dW(problem, own.dW) };
    }),
  );
}

/** Every sum is made otherwise. */
function ofSums(name: string, causes: readonly Cause[], sum: (terms: Terms) => number): Known {
  return of(
    name,
    causes,
    wrongProduct(about('equation-1'), (a, b) =>
      Matrix.of([a.rows, b.cols], (i, j) =>
        sum(Array.from({ length: a.cols }, (_, p) => a.at(i, p) * b.at(p, j))),
      ),
    ),
  );
}

/** dY is another one. */
function ofY(name: string, causes: readonly Cause[], change: (value: number) => number): Known {
  return of(
    name,
    causes,
    wrongBackward(about('equation-1'), ({ X, W, dY }) => right({ X, W, dY: dY.map(change) })),
  );
}

const total = (terms: Terms): number => terms.reduce((sum, term) => sum + term, 0);

/** What is outside is 0. */
function flat(a: Matrix, place: number): number {
  return a.toArray()[place] ?? 0;
}

export const heldOut: readonly Known[] = [
  ofW('dW is a mean over rows', ['factor'], ({ X }, dW) => dW.map((value) => value / X.rows)),
  ofX('dX over √n', ['factor'], ({ X }, dX) => dX.map((value) => value / Math.sqrt(X.cols))),
  ofW('dW negated', ['factor'], (_, dW) => dW.map((value) => -value)),
  ofX('dX three times', ['factor'], (_, dX) => dX.map((value) => 3 * value)),
  ofX('dX halved where W has a 0', ['factor'], ({ W }, dX) =>
    dX.map((value) => (W.toArray().includes(0) ? value / 2 : value)),
  ),
  ofW('dW left to right', ['order'], (_, dW) =>
    dW.map((_value, i, j) => dW.at(i, dW.cols - 1 - j)),
  ),
  ofX('dX a row later', ['order'], (_, dX) =>
    dX.map((_value, i, j) => dX.at((i + 1) % dX.rows, j)),
  ),
  ofX('dX is its first row', ['order'], (_, dX) => dX.map((_value, _i, j) => dX.at(0, j))),
  ofX('last column of dX unwritten', ['edge', 'unwritten'], (_, dX) =>
    dX.map((value, _i, j) => (j === dX.cols - 1 ? Number.NaN : value)),
  ),
  ofW('first column of dW 0', ['edge'], (_, dW) =>
    dW.map((value, _i, j) => (dW.cols > 1 && j === 0 ? 0 : value)),
  ),
  ofX('rows after tiles of 8 are 0', ['edge'], (_, dX) =>
    dX.map((value, i) => (dX.rows > 8 && i >= 8 * Math.floor(dX.rows / 8) ? 0 : value)),
  ),
  ofX('last row of dX sums all', ['edge'], (_, dX) =>
    dX.map((value, i, j) =>
      i === dX.rows - 1 ? total(Array.from({ length: dX.rows }, (_row, r) => dX.at(r, j))) : value,
    ),
  ),
  ofX('diagonal of dX doubled', ['edge'], (_, dX) =>
    dX.map((value, i, j) => (i === j ? 2 * value : value)),
  ),
  ofX('third column of dX lost', ['edge'], (_, dX) =>
    dX.map((value, _i, j) => (dX.cols > 4 && j === 2 ? 0 : value)),
  ),
  ofSums('sums of 16 terms', ['terms'], (terms) => total(terms.slice(0, 16))),
  ofSums('every fourth term skipped', ['terms'], (terms) =>
    total(terms.filter((_, p) => p % 4 !== 3)),
  ),
  ofSums('odd term dropped', ['terms'], (terms) =>
    total(terms.length % 2 ? terms.slice(0, -1) : terms),
  ),
  ofSums(
    'odd term twice',
    ['terms'],
    (terms) => total(terms) + (terms.length % 2 ? (terms.at(-1) ?? 0) : 0),
  ),
  ofSums('largest term', ['terms'], (terms) => Math.max(...terms)),
  ofSums('new sum every 8 terms', ['terms'], (terms) =>
    total(terms.slice(8 * Math.floor((terms.length - 1) / 8))),
  ),
  ofSums('sums in float32', ['narrow'], (terms) =>
    terms.reduce((sum, term) => Math.fround(sum + term), 0),
  ),
  of(
    'operands in float32',
    ['rounded'],
    wrongProduct(about('equation-1'), (a, b) => multiply(a.map(Math.fround), b.map(Math.fround))),
  ),
  of(
    'results in float32',
    ['rounded'],
    wrongProduct(about('equation-1'), (a, b) => altered(a, b, Math.fround)),
  ),
  ofY('dY within 6', ['rounded'], (value) => Math.max(-6, Math.min(6, value))),
  ofY('dY above 0', ['values'], (value) => Math.max(0, value)),
  ofY('dY in integers', ['values'], Math.round),
  ofX('dX by |W|', ['values'], ({ W, dY }) => multiply(dY, W.map(Math.abs).T)),
  ofW('dW by X²', ['values'], ({ X, dY }) => multiply(X.map((value) => value * value).T, dY)),
  ofX('square W untransposed', ['transpose'], ({ W, dY }, dX) =>
    W.rows === W.cols ? multiply(dY, W) : dX,
  ),
  ofX('W read as k×n', ['transpose'], ({ W, dY }) =>
    multiply(dY, Matrix.over(W.cols, W.rows, W.toArray())),
  ),
  ofW('dW stored as k×n', ['transpose'], (_, dW) => Matrix.over(dW.rows, dW.cols, dW.T.toArray())),
  ofX('X for W', ['operand'], ({ X, W, dY }, dX) =>
    X.rows === W.rows && X.cols === W.cols ? multiply(dY, X.T) : dX,
  ),
  ofW('Y for dY', ['operand'], ({ X, W }) => multiply(X.T, multiply(X, W))),
  ofW('X by k a row', ['layout'], ({ X, dY }) =>
    multiply(X.map((_, i, j) => flat(X, i * dY.cols + j)).T, dY),
  ),
  ofX('row j of dY for row i', ['indices'], ({ X, W, dY }) =>
    X.map((_, _i, j) =>
      total(Array.from({ length: W.cols }, (_term, l) => flat(dY, j * dY.cols + l) * W.at(j, l))),
    ),
  ),
  ofX('dX and 1', ['addend'], (_, dX) => dX.map((value) => value + 1)),
  ofX('dX 0 beyond k of 8', ['zero'], ({ W }, dX) => dX.map((value) => (W.cols > 8 ? 0 : value))),
  ofX('noise', [], (_, dX) => dX.map((value, i, j) => value + Math.sin(7 * i + 3 * j + value))),
  ofX('rows of dX sorted', [], (_, dX) =>
    dX.map(
      (_value, i, j) =>
        dX
          .rowRange(i, i + 1)
          .toArray()
          .toSorted()[j] ?? 0,
    ),
  ),
  ofX('rows of dX summed up', [], (_, dX) =>
    dX.map((_value, i, j) => total(Array.from({ length: i + 1 }, (_row, r) => dX.at(r, j)))),
  ),
  ofX('column j of dX times j + 1', [], (_, dX) => dX.map((value, _i, j) => (j + 1) * value)),
  ofW('dW cubed', [], (_, dW) => dW.map((value) => value ** 3)),
];
