import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { batchSizes } from '../batch.ts';
import { groupsOf, rowsInGroups } from '../grouped.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { type Factors, factorsOf, forwardFactors, sharedFactors } from './factors.ts';
import { membersOf } from './restrict.ts';
import { anySize, groupsIn, inGroups, range, rowsIn, some } from './some.test-setup.ts';

/** The products below one another. */
function productsOf(factors: readonly Factors[]): number[][] {
  return factors.flatMap(({ left, right }) => rowsIn(multiply(left, right)));
}

function sumOf(all: readonly Matrix[], [rows, cols]: readonly [number, number]): number[][] {
  const sum = (i: number, j: number): number => all.reduce((s, one) => s + one.at(i, j), 0);
  return rowsIn(Matrix.of([rows, cols], sum));
}

test('a gradient sums what each product gives that its operand is in', () => {
  const law = fc.property(anySize, (problem) => {
    const { m, n, k } = shapeOf(problem);
    const sizes = batchSizes(problem.batch);
    const all = membersOf(problem);
    const dX = range(sizes.X).flatMap((x) => {
      const mine = all
        .filter(({ X }) => X === x)
        .map(({ problem: { W, dY } }) => multiply(dY, W.T));
      return sumOf(mine, [m, n]);
    });
    const dW = range(sizes.W).flatMap((w) => {
      const mine = all
        .filter(({ W }) => W === w)
        .map(({ problem: { X, dY } }) => multiply(X.T, dY));
      return sumOf(mine, [n, k]);
    });
    const factors = factorsOf(problem);
    expect(productsOf(factors.dX)).toEqual(dX);
    expect(productsOf(factors.dW)).toEqual(dW);
    const Y = all.flatMap(({ problem: { X, W } }) => rowsIn(multiply(X, W)));
    expect(productsOf(forwardFactors(problem))).toEqual(Y);
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});

test('the factors of all are as wide as what they give, of nothing, too', () => {
  const law = fc.property(fc.oneof(anySize, inGroups), (problem) => {
    const { dX, dW } = factorsOf(problem);
    const widths = (factors: readonly Factors[]) => new Set(factors.map(({ right }) => right.cols));
    const heights = (factors: readonly Factors[]): number =>
      factors.reduce((sum, { left }) => sum + left.rows, 0);
    const results = [
      [dX, problem.X],
      [dW, problem.W],
      [forwardFactors(problem), problem.dY],
    ] as const;
    for (const [factors, { rows, cols }] of results) {
      expect(heights(factors)).toBe(rows);
      expect(widths(factors)).toEqual(new Set([cols]));
    }
  });
  fc.assert(law, { seed: 1, numRuns: 300 });
});

test('of groups, each is a product of its own, and rows beyond are sums of no terms', () => {
  const law = fc.property(inGroups, (problem) => {
    const groups = groupsIn(problem);
    const { X, W, dY } = problem;
    const parts = groupsOf(groups).map(({ from, to }, e) => ({
      ...{ x: X.rowRange(from, to), dy: dY.rowRange(from, to) },
      w: W.rowRange(e * X.cols, (e + 1) * X.cols),
    }));
    const beyond = X.rows - rowsInGroups(groups);
    const none = (cols: number): number[][] => range(beyond).map(() => range(cols).map(() => 0));
    const { dX, dW } = factorsOf(problem);
    const Y = forwardFactors(problem);
    expect(productsOf(dX)).toEqual([
      ...parts.flatMap(({ dy, w }) => rowsIn(multiply(dy, w.T))),
      ...none(X.cols),
    ]);
    expect(productsOf(dW)).toEqual(parts.flatMap(({ x, dy }) => rowsIn(multiply(x.T, dy))));
    expect(productsOf(Y)).toEqual([
      ...parts.flatMap(({ x, w }) => rowsIn(multiply(x, w))),
      ...none(W.cols),
    ]);
    for (const factors of [dX, Y]) {
      expect(factors).toHaveLength(groups.length + (beyond > 0 ? 1 : 0));
      if (beyond > 0) expect(factors.at(-1)?.left.cols).toBe(0);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});

/** Of each member of X, by how much ⟨dY, Y⟩ changes along with each of its entries. */
function slopes(problem: Problem, shared: 'X·X' | 'X·Xᵀ'): number[][] {
  return membersOf(problem).flatMap(({ problem: { X, dY } }) => {
    // SAFETY: of X·X all axes are one, and of X·Xᵀ m and k are: only their names differ.
    const [one, upstream] = [X as Matrix, dY as Matrix];
    const second = (of: Matrix): Matrix => (shared === 'X·X' ? of : of.T);
    const inner = (a: Matrix, b: Matrix): number =>
      multiply(a, b)
        .toArray()
        .reduce((sum, y, at) => sum + y * (upstream.toArray()[at] ?? 0), 0);
    const slope = Matrix.of([X.rows, X.cols], (i, j) => {
      const step = X.map((_, row, column) => (row === i && column === j ? 1 : 0)) as Matrix;
      return inner(step, second(one)) + inner(one, second(step));
    });
    return rowsIn(slope);
  });
}

test.each(['X·X', 'X·Xᵀ'] as const)(
  'the gradient of %s is by how much each entry counts',
  (shared) => {
    const asked = some({ extent: 4, variants: ['shared'], always: 'shared', batch: 'sometimes' });
    const wanted = asked.filter(({ variant }) => variant?.shared === shared);
    const law = fc.property(wanted, (problem) => {
      const { dX, dW } = sharedFactors(problem, shared);
      expect(productsOf(dX)).toEqual(slopes(problem, shared));
      expect(dW).toEqual([]);
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  },
);

test('of one variable without members nothing is summed', () => {
  const wanted = some({
    variants: ['shared'],
    always: 'shared',
    batch: 'sometimes',
    empty: 'somehow',
  });
  const without = wanted.filter(({ batch }) => batchSizes(batch).dY === 0);
  const law = fc.property(without, (problem) => {
    const { dX, dW } = sharedFactors(problem, 'X·Xᵀ');
    expect(dX.map(({ left, right }) => [left.rows, left.cols, right.cols])).toEqual([
      [0, 0, problem.X.cols],
    ]);
    expect(dW).toEqual([]);
  });
  fc.assert(law, { seed: 1, numRuns: 20 });
});
