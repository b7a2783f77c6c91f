import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { formats } from '../number/formats.ts';
import { rightForward, rightGradients } from '../oracle/right-gradients.ts';
import { factorsOf } from './derive/factors.ts';
import { restrict, restrictGroups } from './derive/restrict.ts';
import { varied } from './derive/varied.ts';
import { drawFrom } from './draw/draw.ts';
import { generateProblem } from './draw/generate-problem.ts';
import { describeGroups, grouped, groupsOf, rowsInGroups } from './grouped.ts';
import { printProblem } from './print-problem.ts';
import { type Problem, shapeOf } from './problem.ts';
import { problems } from './problems.ts';
import { shrinkProblem } from './shrink/shrink-problem.ts';

const options = { format: formats.float64, extent: 20, volume: 200, kinds: ['tiny'] } as const;
const drawn = problems({ ...options, groups: 'always', tail: true, layouts: layoutKinds });

function lengthsOf({ batch }: Problem): readonly number[] {
  if (batch?.groups === undefined) throw new Error('a problem of groups');
  return batch.groups;
}

/** Without the signs of zeros. */
function entriesOf(matrix: Matrix): number[] {
  return [...matrix.toArray()].map((value) => value + 0);
}

/** Whether operands are as large as the groups say. */
function fits(problem: Problem): boolean {
  const { X, W, dY, batch } = problem;
  if (batch === undefined) return W.rows === X.cols && dY.rows === X.rows;
  const groups = lengthsOf(problem);
  const within = rowsInGroups(groups) <= X.rows && dY.rows === X.rows && groups.length > 0;
  return within && W.rows === groups.length * X.cols && batch.W[0] === groups.length;
}

test('each group is a plain problem, and rows beyond are sums of nothing', () => {
  fc.assert(
    fc.property(drawn, (problem) => {
      const { X, W, dY } = problem;
      const [{ dX, dW }, Y] = [rightGradients(problem), rightForward(problem)];
      const groups = lengthsOf(problem);
      for (const [e, { from, to }] of groupsOf(groups).entries()) {
        const own = W.rowRange(e * X.cols, e * X.cols + X.cols);
        const [x, dy] = [X.rowRange(from, to), dY.rowRange(from, to)];
        expect(entriesOf(Y.mid.rowRange(from, to))).toEqual(entriesOf(multiply(x, own)));
        expect(entriesOf(dX.mid.rowRange(from, to))).toEqual(entriesOf(multiply(dy, own.T)));
        const ofGroup = dW.mid.rowRange(e * X.cols, e * X.cols + X.cols);
        expect(entriesOf(ofGroup)).toEqual(entriesOf(multiply(x.T, dy)));
      }
      const last = rowsInGroups(groups);
      for (const beyond of [dX, Y]) {
        expect([...beyond.mid.rowRange(last, X.rows).toArray()].every((v) => v === 0)).toBe(true);
      }
      expect(factorsOf(problem).dW.length).toBe(groups.length);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('rows and groups are taken out together with what belongs to them', () => {
  fc.assert(
    fc.property(drawn, fc.nat(), (problem, salt) => {
      const { m } = shapeOf(problem);
      const kept = Array.from({ length: m }, (_, i) => i).filter((i) => (salt >> (i % 20)) % 2);
      expect(fits(restrict(problem, 'm', [...kept.toReversed()]))).toBe(true);
      expect(fits(restrictGroups(problem, [0]))).toBe(true);
      for (const change of ['one longer', 'half as long', 'with another W'] as const) {
        expect(fits(varied(problem, change, salt))).toBe(true);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
  const plain = generateProblem(drawFrom(1), options);
  expect(restrictGroups(plain, [0])).toBe(plain);
});

test('every simpler problem fits, and shrinking leads to one group, without rows beyond', () => {
  fc.assert(
    fc.property(drawn, (problem) => {
      let count = 0;
      for (const { problem: simpler } of shrinkProblem(problem, formats.float64)) {
        expect(fits(simpler)).toBe(true);
        count += 1;
        if (count > 300) break;
      }
    }),
    { seed: 1, numRuns: 30 },
  );
  const { counterexample } = fc.check(
    fc.property(drawn, ({ batch }) => !batch?.groups?.some((length) => length > 0)),
    { seed: 1 },
  );
  const [smallest] = counterexample ?? [];
  expect(smallest?.batch).toEqual(grouped([1]));
  expect([smallest?.X.rows, smallest?.X.cols, smallest?.W.cols]).toEqual([1, 1, 1]);
});

test('what a call asks for that groups have not leaves them out', () => {
  for (const always of ['transX', 'bias', 'beta', 'vectorX', 'shared'] as const) {
    const asked = { ...options, groups: 'always', variants: [always], always } as const;
    expect(generateProblem(drawFrom(1), asked).batch).toBeUndefined();
  }
  const both = { ...options, groups: 'sometimes', batch: 'leading' } as const;
  for (let seed = 0; seed < 20; seed += 1) {
    expect(generateProblem(drawFrom(seed), both).batch?.groups).toBeUndefined();
  }
});

test('without rows or columns they are groups all the same', () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const empty = { ...options, groups: 'always', empty: 'somehow' } as const;
    const problem = generateProblem(drawFrom(seed), empty);
    expect(fits(problem)).toBe(true);
    expect(Object.values(shapeOf(problem))).toContain(0);
  }
});

test('they are said and printed', () => {
  expect(describeGroups([3, 0, 4], 9)).toBe('groups of 3, 0 and 4 rows, and 2 beyond the last');
  expect(describeGroups([1], 1)).toBe('a group of 1 row');
  const of = (rows: number, cols: number) => Matrix.of<never, never>([rows, cols], () => 1);
  const problem = { X: of(2, 1), W: of(2, 1), dY: of(2, 1), salt: 0, batch: grouped([0, 1]) };
  expect(printProblem(problem)).toMatchInlineSnapshot(`
    "X 2×1, W 2×1×1, dY 2×1
    X =     W =     dY =
    [ 1 ]   [ 1 ]   [ 1 ]
    [ 1 ]   [ 1 ]   [ 1 ]
    groups of 0 and 1 rows, and 1 beyond the last (their matrices of W below one another)"
  `);
});
