import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { Border } from '../../src/call/border.ts';
import { layOut } from '../../src/call/lay-out.ts';
import type { AllGradients } from '../../src/call/read-gradients.ts';
import type { Variant } from '../../src/call/variant.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { formats } from '../../src/number/formats.ts';
import { givenAxes, joined } from '../../src/problem/batch.ts';
import { membersOf } from '../../src/problem/derive/restrict.ts';
import { columnOf, rowOf } from '../../src/problem/derive/split-at.ts';
import { exactKinds } from '../../src/problem/draw/draw-entries.ts';
import { type Problem, shapeOf } from '../../src/problem/problem.ts';
import { problems } from '../../src/problem/problems.ts';
import { forward, gradW, gradX } from '../../src/reference/backprop.ts';
import complete from '../unusual/complete.ts';
import { joinedExtents, tensorOf } from './view.ts';

const border = new Border(complete);
/** Integers within capacity: whatever the order of summation, the entries are exactly these. */
const exact = {
  format: formats.float64,
  extent: 5,
  volume: 60,
  kinds: exactKinds,
  layouts: layoutKinds,
};
const plain = fc.oneof(problems(exact), problems({ ...exact, empty: true }));
const batched = fc.oneof(
  problems({ ...exact, batch: 'leading' }),
  problems({ ...exact, batch: 'broadcast' }),
  problems({ ...exact, batch: 'broadcast', empty: true }),
);
const any = fc.oneof(plain, batched);

/** The rows of member `at` of a stack. */
function member<R extends string, C extends string>(
  { rows, cols }: Matrix<R, C>,
  at: number,
  part: Matrix<R, C>,
): Matrix<R, C> {
  return Matrix.of([rows, cols], (i, j) => {
    const row = i - at * part.rows;
    return row >= 0 && row < part.rows ? part.at(row, j) : 0;
  });
}

function plus<R extends string, C extends string>(a: Matrix<R, C>, b: Matrix<R, C>): Matrix<R, C> {
  return a.map((value, i, j) => value + b.at(i, j));
}

/** (1) and (2) of the reference, member by member, added up where an operand is joined. */
function right(problem: Problem): Pick<Problem, 'X' | 'W'> {
  return membersOf(problem).reduce<Pick<Problem, 'X' | 'W'>>(
    (sums, { X, W, problem: part }) => ({
      X: plus(sums.X, member(sums.X, X, gradX(part.dY, part.W))),
      W: plus(sums.W, member(sums.W, W, gradW(part.X, part.dY))),
    }),
    { X: problem.X.map(() => 0), W: problem.W.map(() => 0) },
  );
}

/** Rows, columns and entries, without the sign of 0: a sum of no products may have either. */
function listed(matrix: Matrix): number[] {
  return [matrix.rows, matrix.cols, ...matrix.toArray().map((entry) => entry + 0)];
}

async function asked(problem: Problem, variant: Variant = {}): Promise<AllGradients> {
  return border.ask(problem, variant);
}

function law<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [At in keyof Values]: fc.Arbitrary<Values[At]> },
  check: (...values: Values) => Promise<void>,
): Promise<void> {
  return fc.assert(fc.asyncProperty(...arbitraries, check), { seed: 1, numRuns: 150 });
}

describe('the engine agrees with the reference', () => {
  test('on views, batches and empty extents', () =>
    law([any], async (problem) => {
      const { dX, dW } = await asked(problem);
      const { X, W } = right(problem);
      expect([listed(dX.mid), listed(dW.mid)]).toEqual([listed(X), listed(W)]);
    }));

  test('in its forward pass, and in a recorded one whose operands are overwritten', () =>
    law([any], async (problem) => {
      const { m } = shapeOf(problem);
      const Y = await border.forward(problem);
      const members = membersOf(problem).map(({ problem: part }) => forward(part.X, part.W));
      members.forEach((part, at) => {
        expect(listed(Y.mid.rowRange(at * m, at * m + m))).toEqual(listed(part));
      });
      const tape = await border.record(problem);
      expect(tape.Y.mid.toArray()).toEqual(Y.mid.toArray());
      tape.spoil();
      const { dX, dW } = await tape.backward(problem);
      const { X, W } = right(problem);
      expect([listed(dX.mid), listed(dW.mid)]).toEqual([listed(X), listed(W)]);
    }));

  const factor = fc.constantFrom(0, 1, -1, 2, 0.5);
  test('with options: stored transposed, scaled, with a bias, one gradient alone', () => {
    const common = {
      alpha: factor,
      bias: fc.boolean(),
      wants: fc.subarray(['dX', 'dW'] as const),
    };
    const ofPlain = { ...common, beta: factor, transX: fc.boolean(), transW: fc.boolean() };
    const questions = fc.oneof(
      fc.tuple(plain, fc.record(ofPlain, { requiredKeys: [] })),
      fc.tuple(batched, fc.record(common, { requiredKeys: [] })),
    );
    return law<[[Problem, Variant]]>([questions], async ([problem, variant]) => {
      const { X, W } = right(problem);
      const { dX, dW, db, dC } = await asked(problem, variant);
      const { alpha = 1, beta, bias, wants = ['dX', 'dW'] } = variant;
      const scaled = (matrix: Matrix): number[] => listed(matrix.map((v) => alpha * v));
      expect(listed(dX.mid)).toEqual(wants.includes('dX') ? scaled(X) : [0, 0]);
      expect(listed(dW.mid)).toEqual(wants.includes('dW') ? scaled(W) : [0, 0]);
      const { dY } = problem;
      const sums = Array.from({ length: dY.cols }, (_, j) =>
        dY
          .columnRange(j, j + 1)
          .toArray()
          .reduce((sum, v) => sum + v, 0),
      );
      expect(listed(db.mid)).toEqual(bias ? [1, dY.cols, ...sums] : [0, 0]);
      const times = beta === undefined ? [0, 0] : listed(dY.map((v) => beta * v));
      expect(listed(dC.mid)).toEqual(times);
    });
  });

  test('into destinations: over NaN, over the operands, and added to what is there', () =>
    law([plain, fc.integer({ min: -9, max: 9 })], async (problem, start) => {
      const { X, W } = right(problem);
      for (const into of ['overwrite', 'operands'] as const) {
        const { dX, dW } = await asked(problem, { into });
        expect([listed(dX.mid), listed(dW.mid)]).toEqual([listed(X), listed(W)]);
      }
      const into = { dX: X.map((_, i, j) => start + i - j), dW: W.map(() => start) };
      const { dX, dW } = await asked(problem, { into });
      expect(listed(dX.mid)).toEqual(listed(plus(X, into.dX)));
      expect(listed(dW.mid)).toEqual(listed(plus(W, into.dW)));
    }));

  test('on vectors in the place of one row and of one column', () =>
    law([problems(exact)], async (problem) => {
      const [row, column] = [rowOf(problem, 0), columnOf(problem, 0)];
      const cases: [Problem, Variant][] = [
        [row, { vectorX: true }],
        [column, { vectorW: true }],
        [columnOf(row, 0), { vectorX: true, vectorW: true }],
      ];
      for (const [small, variant] of cases) {
        const { layouts: _, ...dense } = small;
        const { dX, dW } = await asked(dense, variant);
        const { X, W } = right(small);
        expect([listed(dX.mid), listed(dW.mid)]).toEqual([listed(X), listed(W)]);
      }
    }));

  test('on one variable that is both operands: the sum of its two contributions', () =>
    law([problems({ ...exact, square: true })], async ({ layouts: _, ...problem }) => {
      const { X, dY } = problem;
      // SAFETY: the problem is square, so only the names of axes differ.
      const [asW, turned] = [X, X.T] as unknown as [Problem['W'], Problem['W']];
      const same = await asked({ ...problem, W: asW }, { shared: 'X·X' });
      const both = right({ ...problem, W: asW });
      expect(listed(same.dX.mid)).toEqual(listed(plus<string, string>(both.X, both.W)));
      const outer = await asked({ ...problem, W: turned }, { shared: 'X·Xᵀ' });
      const parts = right({ X, W: turned, dY, salt: 0 });
      expect(listed(outer.dX.mid)).toEqual(listed(plus<string, string>(parts.X, parts.W.T)));
    }));
});

describe('a view', () => {
  test('joins batch axes as the problem does, and knows where its entries lie', () =>
    law([batched], async (problem) => {
      const { X, W, batch, layouts = {} } = problem;
      const { m, n, k } = shapeOf(problem);
      const x = layOut([...givenAxes(batch, 'X'), m, n], X, layouts.X).operand;
      const w = layOut([...givenAxes(batch, 'W'), n, k], W, layouts.W).operand;
      expect(joinedExtents(tensorOf(x), tensorOf(w))).toEqual(batch && joined(batch));
    }));
});
