import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { add, type Ball, exactly, times } from './ball.ts';
import { Balls, inner, meet, stack, total } from './balls.ts';

const numbers = fc.integer({ min: -99, max: 99 });

/** Matrices of balls of one shape, two and three rows and columns or fewer. */
const pairs = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, cols]) => {
    const entries = fc.array(numbers, { minLength: rows * cols, maxLength: rows * cols });
    const matrix = entries.map((all) => Matrix.of([rows, cols], (i, j) => all[i * cols + j] ?? 0));
    const balls = fc.tuple(matrix, matrix).map(([mid, rad]) => new Balls(mid, rad.map(Math.abs)));
    return fc.tuple(balls, balls);
  });

/** Every ball by its place. */
function table(balls: Balls): Ball[][] {
  return Array.from({ length: balls.rows }, (_, i) =>
    Array.from({ length: balls.cols }, (__, j) => balls.at(i, j)),
  );
}

test('parts of a matrix of balls are parts of its midpoints and of its radii', () => {
  const law = fc.property(pairs, ([a]) => {
    const all = table(a);
    const columns = table(a.T);
    expect(columns).toEqual(all[0]?.map((_, j) => all.map((row) => row[j])));
    expect(a.entries()).toEqual(all.flat());
    const last = all.length - 1;
    expect(table(a.row(last))).toEqual([all[last]]);
    expect(table(a.rowRange(0, last))).toEqual(all.slice(0, last));
    expect(table(a.pickRows([last, 0]))).toEqual([all[last], all[0]]);
    const end = columns.length - 1;
    expect(table(a.column(end).T)).toEqual([columns[end]]);
    expect(table(a.columnRange(0, end).T)).toEqual(columns.slice(0, end));
    expect(table(a.pickColumns([end, 0]).T)).toEqual([columns[end], columns[0]]);
    expect(table(a.map((ball, i, j) => ({ mid: ball.rad + i, rad: ball.mid + j })))).toEqual(
      all.map((row, i) => row.map(({ mid, rad }, j) => ({ mid: rad + i, rad: mid + j }))),
    );
    const copy = Balls.of([a.rows, a.cols], (i, j) => a.at(i, j));
    expect(table(copy)).toEqual(all);
    expect(table(Balls.exact(a.mid))).toEqual(all.map((row) => row.map(({ mid }) => exactly(mid))));
  });
  fc.assert(law, { seed: 1 });
});

test('sums, multiples and products of matrices are those of their balls', () => {
  const law = fc.property(pairs, ([a, b]) => {
    const [own, other] = [a.entries(), b.entries()];
    const both = own.map((ball, place) => [ball, other[place] ?? ball] as const);
    expect(a.plus(b).entries()).toEqual(both.map(([p, q]) => add(p, q)));
    expect(total([a, b, a]).entries()).toEqual(both.map(([p, q]) => add(add(p, q), p)));
    const third = { mid: 1 / 3, rad: 0.5 };
    expect(a.scale(third).entries()).toEqual(own.map((ball) => times(third, ball)));
    const products = both.map(([p, q]) => times(p, q));
    expect(inner(a, b)).toEqual(products.reduce(add, exactly(0)));
    expect(table(stack([a, b]))).toEqual([...table(a), ...table(b)]);
  });
  fc.assert(law, { seed: 1 });
});

test('matrices meet where every ball meets the other', () => {
  const balls = (...mids: number[]) =>
    new Balls(Matrix.from([mids]), Matrix.from([mids.map(() => 0.5)]));
  expect(meet(balls(1, 5), balls(2, 4))).toBe(true);
  expect(meet(balls(1, 5), balls(2, 3))).toBe(false);
  expect(meet(balls(1, 5), balls(3, 4))).toBe(false);
});
