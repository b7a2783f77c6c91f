import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { describeVariant } from './drawn-variant.ts';
import { describeGroups } from './grouped.ts';
import { dense, describeLayout } from './layout.ts';
import { printProblem } from './print-problem.ts';
import type { Problem } from './problem.ts';

const plain: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([[3], [4]]),
  dY: Matrix.from([[5]]),
  salt: 1,
};

test('a plain problem is its sizes and its matrices', () => {
  expect(printProblem(plain)).toMatchInlineSnapshot(`
    "X 1×2, W 2×1, dY 1×1
    X =         W =     dY =
    [ 1   2 ]   [ 3 ]   [ 5 ]
                [ 4 ]"
  `);
});

test('a problem says its batch axes, its views and what is asked for', () => {
  const X = Matrix.from<'m', 'n'>([
    [1, 2],
    [6, 7],
  ]);
  const dY = Matrix.from<'m', 'k'>([[5], [8]]);
  const batch = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
  const layouts = { W: { ...dense, gap: 2 } };
  const variant = { alpha: 2, transX: true };
  expect(printProblem({ ...plain, X, dY, batch, layouts, variant })).toMatchInlineSnapshot(`
    "X 2×1×2, W 2×1, dY 2×1×1
    X =         W =     dY =
    [ 1   2 ]   [ 3 ]   [ 5 ]
    [ 6   7 ]   [ 4 ]   [ 8 ]
    (elements of the batch below one another)
    asked for: α = 2, transX
    W is a view: gaps of 2"
  `);
});

test('every batch axis is said', () => {
  const batch = { X: [1, 2], W: [1, 1], ranks: { X: 2, W: 2 } };
  const X = Matrix.from<'m', 'n'>([[1], [2]]);
  const dY = Matrix.from<'m', 'k'>([[1], [2]]);
  const printed = printProblem({ ...plain, X, W: Matrix.from([[1]]), dY, batch });
  expect(printed.split('\n')[0]).toBe('X 1×2×1×1, W 1×1×1×1, dY 1×2×1×1');
});

test('all that may be asked for has words', () => {
  expect(describeVariant()).toEqual([]);
  expect(describeVariant({})).toEqual([]);
  expect(
    describeVariant({
      ...{ alpha: 0, beta: -1, epilogue: 'relu', wants: ['dX', 'dW'], into: 'accumulate' },
      ...{ shared: 'X·Xᵀ', vectorX: true, vectorW: true, bias: true, transW: true },
    }),
  ).toEqual([
    ...['α = 0', 'β = -1', 'relu of the product', 'dX and dW alone wanted'],
    ...['added to given storage', 'X·Xᵀ of one variable'],
    ...['X a vector', 'W a vector', 'with a bias', 'transW'],
  ]);
  expect(describeVariant({ into: 'overwrite' })).toEqual(['into given storage']);
  expect(describeVariant({ into: 'operands' })).toEqual(['over the operands']);
});

test('groups are said with how many rows each has, and how many are beyond', () => {
  expect(describeGroups([4], 4)).toBe('a group of 4 rows');
  expect(describeGroups([1], 1)).toBe('a group of 1 row');
  expect(describeGroups([0], 2)).toBe('a group of 0 rows, and 2 beyond the last');
  expect(describeGroups([2, 1], 3)).toBe('groups of 2 and 1 rows');
  expect(describeGroups([1, 2, 3], 7)).toBe('groups of 1, 2 and 3 rows, and 1 beyond the last');
});

test('every order of members has words of its own', () => {
  const words = (['padded', 'turned', 'interleaved', 'innermost'] as const).map((members) =>
    describeLayout({ ...dense, members }),
  );
  expect(words).toEqual([
    'an unused line behind each member',
    'batch axes in the opposite order',
    'members interleaved',
    'members innermost',
  ]);
});
