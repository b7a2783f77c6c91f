/** Faults confined to special operands: a structure, an end of the range, or one extent. */

import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { formats, smallestNormal } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { type About, type Fault, right, wrongBackward, wrongProduct } from './fault.ts';

/** Planted: no thread reports them. */
function about(told: Pick<About, 'name' | 'story' | 'trigger'>): About {
  return { ...told, name: `planted-${told.name}`, caughtBy: 'equation-1' };
}

/** The right gradients, but for dX where W is special. */
function whereW(
  told: Pick<About, 'name' | 'story' | 'trigger'>,
  isSpecial: (W: Matrix) => boolean,
  wrong: (dX: Matrix) => Matrix,
): Fault {
  return wrongBackward(about(told), (problem) => {
    const { dX, dW } = right(problem);
    return { dX: problem.W.cols > 1 && isSpecial(problem.W) ? wrong(dX) : dX, dW };
  });
}

/** The right gradients of operands whose entries in W, and in X, are changed first. */
function whereEntries(
  told: Pick<About, 'name' | 'story' | 'trigger'>,
  change: (value: number) => number,
): Fault {
  return wrongBackward(about(told), ({ X, W, dY }) =>
    right({ X: X.map(change), W: W.map(change), dY }),
  );
}

const double = (dX: Matrix): Matrix => dX.map((value) => 2 * value);

function isEvery(W: Matrix, rule: (value: number, i: number, j: number) => boolean): boolean {
  return (
    W.rows > 1 && [...W.toArray()].every((v, at) => rule(v, Math.floor(at / W.cols), at % W.cols))
  );
}

const isPermutation = (W: Matrix): boolean =>
  W.rows === W.cols &&
  isEvery(W, (value) => value === 0 || value === 1) &&
  [W, W.T].every((side) =>
    multiply(side, side.T)
      .toArray()
      .every((v, at) => v === (at % (W.rows + 1) === 0 ? 1 : 0)),
  );

export const confined: readonly Fault[] = [
  whereW(
    {
      name: 'identity',
      story: 'doubles dX in a shortcut for the identity',
      trigger: 'W is the identity',
    },
    (W) => W.rows === W.cols && isEvery(W, (value, i, j) => value === (i === j ? 1 : 0)),
    double,
  ),
  whereW(
    {
      name: 'permutation',
      story: 'doubles dX in a shortcut for permutations',
      trigger: 'W is a permutation',
    },
    isPermutation,
    double,
  ),
  whereW(
    {
      name: 'constant',
      story: 'doubles dX where one number stands for W',
      trigger: 'all entries of W are equal',
    },
    (W) => isEvery(W, (value) => value === W.at(0, 0)),
    double,
  ),
  whereW(
    {
      name: 'equal-rows',
      story: 'doubles dX where one row stands for W',
      trigger: 'all rows of W are equal',
    },
    (W) => isEvery(W, (value, _, j) => value === W.at(0, j)),
    double,
  ),
  whereW(
    {
      name: 'triangular',
      story: 'doubles dX in the kernel for triangular W',
      trigger: 'W is upper triangular',
    },
    (W) => isEvery(W, (value, i, j) => i <= j || value === 0),
    double,
  ),
  wrongBackward(
    about({
      name: 'two-large',
      story: 'forgets the last row of dX in the kernel for matrices that are large both ways',
      trigger: 'm and k both exceed 48',
    }),
    (problem) => {
      const { dX, dW } = right(problem);
      const { rows } = dX;
      const large = rows > 48 && problem.W.cols > 48;
      return { dX: large ? dX.map((value, i) => (i === rows - 1 ? 0 : value)) : dX, dW };
    },
  ),
  whereEntries(
    {
      name: 'subnormal-operand',
      story: 'takes subnormal entries of X and W for 0',
      trigger: 'X or W has subnormal entries',
    },
    (value) => (Math.abs(value) < smallestNormal(formats.float64) ? 0 : value),
  ),
  {
    ...wrongProduct(
      about({
        name: 'bfloat16-subnormals',
        story: 'a bfloat16 layer takes its subnormal operands for 0, and does not say so',
        trigger: 'an operand has subnormal entries',
      }),
      (a, b) => multiply(a.map(flushed), b.map(flushed)).map((v) => round(v, formats.bfloat16)),
    ),
    numberFormat: 'bfloat16',
  },
  whereEntries(
    {
      name: 'clamped-operand',
      story: 'clamps X and W to ±10^20',
      trigger: 'an entry of X or W is beyond ±10^20',
    },
    (value) => Math.max(-1e20, Math.min(1e20, value)),
  ),
  {
    ...wrongProduct(
      about({
        name: 'short-sums',
        story: 'keeps 22 bits of sums of more than 64 terms',
        trigger: 'float32, and more than 64 terms whose sum needs 23 bits',
      }),
      (a, b) => shortSums(a, b),
    ),
    numberFormat: 'float32',
  },
  wrongBackward(
    about({ name: 'one-extent', story: 'doubles dX where n is 50', trigger: 'n = 50' }),
    (problem) => {
      const { dX, dW } = right(problem);
      return { dX: problem.W.rows === 50 ? double(dX) : dX, dW };
    },
  ),
];

function shortSums(a: Matrix, b: Matrix): Matrix {
  const sums = { ...formats.float32, precision: a.cols > 64 ? 22 : 24 };
  return Matrix.of([a.rows, b.cols], (i, j) => {
    let total = 0;
    for (let p = 0; p < a.cols; p += 1) total = round(total + a.at(i, p) * b.at(p, j), sums);
    return total;
  });
}

function flushed(value: number): number {
  return Math.abs(value) < smallestNormal(formats.bfloat16) ? 0 : value;
}
