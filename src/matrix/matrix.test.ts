import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from './matrix.ts';
import { multiply } from './multiply.ts';
import { printMatrix } from './print-matrix.ts';

const doubles = fc.double({ noDefaultInfinity: false });
const matrices = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), cols: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, cols }) =>
    fc
      .array(doubles, { minLength: rows * cols, maxLength: rows * cols })
      .map((data) => Matrix.over(rows, cols, Float64Array.from(data))),
  );

function always(property: (matrix: Matrix) => void): void {
  fc.assert(fc.property(matrices, property), { seed: 1 });
}

describe('a matrix', () => {
  test('transposes without copying, and twice is nothing', () =>
    always((A) => {
      expect(A.T.storage).toBe(A.storage);
      expect(A.T.T.toArray()).toEqual(A.toArray());
      expect(A.T.at(A.cols - 1, 0)).toBe(A.at(0, A.cols - 1));
    }));

  test('has ranges of rows and columns that share its storage', () =>
    always((A) => {
      const last = A.rowRange(A.rows - 1, A.rows).columnRange(A.cols - 1, A.cols);
      expect(last.storage).toBe(A.storage);
      expect(last.toArray()).toEqual(Float64Array.of(A.at(A.rows - 1, A.cols - 1)));
    }));

  test('picks rows and columns in any order', () => {
    const A = Matrix.from([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([...A.pickRows([1, 0, 1]).toArray()]).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6]);
    expect([...A.pickColumns([2, 0]).toArray()]).toEqual([3, 1, 6, 4]);
  });

  test('may be empty', () => {
    const empty = Matrix.from([]);
    expect([empty.rows, empty.cols, printMatrix(empty)]).toEqual([0, 0, '(empty, 0×0)']);
  });

  test('prints aligned, with the wrong entries marked', () => {
    const A = Matrix.from([
      [1, -20],
      [0.5, 3],
    ]);
    expect(printMatrix(A, (i, j) => i === 1 && j === 0)).toBe('[   1   -20 ]\n[›0.5‹    3 ]');
    expect(printMatrix(Matrix.of([0, 3], () => 0))).toBe('(empty, 0×3)');
  });

  test('refuses what lies outside it, in one sentence', () => {
    const A = Matrix.from([[1, 2]]);
    expect(() => A.at(1, 0)).toThrow('index: expected inside 1×2, got [1, 0].');
    expect(() => Matrix.over(2, 2, new Float64Array(3))).toThrow(
      'expected 4 entries for 2×2, got 3',
    );
    expect(() => multiply(A, A)).toThrow('B.rows: expected 2, the columns of A, got 1.');
  });
});

describe('a view', () => {
  const storage = Float64Array.from({ length: 24 }, (_, i) => i);

  test('reads strides of 0, gaps and reversed axes', () => {
    const view = (row: number, col: number, offset: number) => [
      ...new Matrix({ storage, rows: 2, cols: 2, strides: [row, col], offset }).toArray(),
    ];
    expect(view(0, 0, 5)).toEqual([5, 5, 5, 5]);
    expect(view(6, 2, 1)).toEqual([1, 3, 7, 9]);
    expect(view(-3, -1, 10)).toEqual([10, 9, 7, 6]);
  });

  test('may not reach outside its storage', () => {
    const view = { storage, rows: 5, cols: 5, strides: [5, 1], offset: 0 } as const;
    expect(() => new Matrix(view)).toThrow('a view inside 24 entries, got 0 to 24');
    expect(() => new Matrix({ ...view, strides: [-1, 1] })).toThrow('got -4 to 4');
    expect(() => new Matrix({ ...view, rows: 1.5 })).toThrow('expected whole extents, got 1.5×5');
    expect(new Matrix({ ...view, rows: 0 }).toArray()).toHaveLength(0);
  });
});
