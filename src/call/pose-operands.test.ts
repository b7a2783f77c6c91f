import { describe, expect, test } from 'vitest';
import { everyClaim } from '../../bank/engine/subject-of.ts';
import type { Operand } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { dense, type Layout, place } from '../problem/layout.ts';
import type { Problem } from '../problem/problem.ts';
import { layOut } from './lay-out.ts';
import { checkCodes, checkUntouched, pose, poseForward } from './pose.ts';

const problem: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([
    [3, 4],
    [5, 6],
  ]),
  dY: Matrix.from([[7, 8]]),
  salt: 0,
};

/** How an operand lies. */
function lies({ shape, strides, offset, data }: Operand) {
  return { shape, strides, offset, length: data.length };
}

describe('an operand', () => {
  test('is one line seen as many where that is asked, and in full where it is a destination', () => {
    const once = { ...dense, rowStep: 0, columnStep: 0, memberStep: 0, gap: 1 };
    const alike = { ...problem, W: problem.W.map(() => 3), layouts: { W: once, dW: once } };
    expect(pose(alike, {}, everyClaim).given.W.strides).toEqual([0, 0]);
    const { given } = pose(alike, { into: 'operands' }, everyClaim);
    const full = place([2, 2], { ...dense, gap: 1 });
    expect(lies(given.W)).toEqual(full);
    expect(lies(given.options?.into?.dW ?? given.X)).toEqual(full);
    const over = pose(alike, { into: 'overwrite' }, everyClaim).given;
    expect(lies(over.options?.into?.dW ?? over.X)).toEqual(full);
  });

  test('that is a destination lies as is said, but for lines seen as many', () => {
    const layout: Layout = { ...dense, rowStep: -1, columnStep: 2, memberStep: -2, offset: 1 };
    const [X, W] = [
      Matrix.from<'m', 'n'>([[1], [2]]),
      Matrix.from<'n', 'k'>([
        [3, 4],
        [5, 6],
      ]),
    ];
    const batch = { X: [2], W: [2], ranks: { X: 1, W: 1 } };
    const dY = Matrix.from<'m', 'k'>([
      [7, 8],
      [9, 1],
    ]);
    const asked: Problem = { X, W, dY, batch, salt: 0, layouts: { dW: layout } };
    const { given } = pose(asked, { into: 'overwrite' }, everyClaim);
    expect(lies(given.options?.into?.dW ?? given.X)).toEqual(place([2, 1, 2], layout));
    const once = { ...asked, layouts: { dW: { ...layout, memberStep: 0 } } };
    const { options } = pose(once, { into: 'overwrite' }, everyClaim).given;
    const full = place([2, 1, 2], { ...layout, memberStep: 1 });
    expect(lies(options?.into?.dW ?? given.X)).toEqual(full);
  });

  test('that is added to is stored as its operand is', () => {
    const X = problem.W.map((w) => 10 * w);
    // SAFETY: of square matrices any two axes are as long.
    const asked = { ...problem, X, dY: X } as unknown as Problem;
    const into = { dX: asked.X, dW: asked.W };
    const { given } = pose(asked, { transX: true, transW: true, into }, {});
    expect(given.options?.into?.dX).toEqual(given.X);
    expect(given.options?.into?.dW).toEqual(given.W);
    expect([...given.X.data]).toEqual([30, 50, 40, 60]);
  });

  test('whose lines differ is laid out in full, and otherwise as before', () => {
    const rest = { ...dense, columnStep: -2, gap: 2, offset: 1 };
    const { operand } = layOut([2, 2], problem.W, { ...rest, rowStep: 0 });
    expect(lies(operand)).toEqual(place([2, 2], rest));
  });
});

test('a plain question has no options; a vector has one axis, in a forward pass, too', () => {
  expect(Object.keys(pose(problem, {}, {}).given)).toEqual(['X', 'W', 'dY']);
  const vectorX = poseForward({ ...problem, variant: { vectorX: true } }, {});
  expect([vectorX.given.X.shape, vectorX.shapes.dY]).toEqual([[2], [2]]);
  const column = { ...problem, W: problem.W.columnRange(0, 1), variant: { vectorW: true } };
  // A layer that holds its weight as k×n is given a vector as it is.
  for (const claims of [{}, { weight: 'out×in' }] as const) {
    const { given, shapes, turns } = poseForward(column, claims);
    expect([given.W.shape, [...given.W.data], shapes.dY]).toEqual([[2], [3, 5], [1]]);
    expect(turns).toEqual({ X: false, W: false });
  }
});

describe('after a call', () => {
  test('gradients may stand in operands that are destinations', () => {
    const { laidOut, given } = pose(problem, { into: 'operands' }, everyClaim);
    for (const { data, offset = 0 } of [given.X, given.W]) data[offset] = 42;
    expect(() => checkUntouched(laidOut, given.options)).not.toThrow();
    expect(() => checkUntouched(laidOut)).toThrow('the storage of X after the call');
  });

  test('another NaN between entries is NaN all the same, and a number is not', () => {
    const layouts = { X: { ...dense, gap: 1 } };
    const { laidOut, given } = pose({ ...problem, layouts }, {}, everyClaim);
    const { data } = given.X;
    const gap = data.findIndex(Number.isNaN);
    new BigUint64Array(data.buffer)[gap] = 0xfff8_0000_0000_00abn;
    expect(() => checkUntouched(laidOut)).not.toThrow();
    data[gap] = 1;
    const refusal = expect.objectContaining({ code: 'ANSWER' });
    expect(() => checkUntouched(laidOut)).toThrow(refusal);
    expect(() => checkUntouched(laidOut)).toThrow('expected still NaN, got 1');
  });

  test('what was written around a destination is no answer, nor are codes that are gone', () => {
    const layouts = { dX: { ...dense, gap: 1, offset: 1 } };
    const { laidOut, given } = pose({ ...problem, layouts }, { into: 'overwrite' }, everyClaim);
    const { options = {} } = given;
    options.into?.dX.data.fill(1, 0, 1);
    const refusal = expect.objectContaining({ code: 'ANSWER' });
    expect(() => checkUntouched(laidOut, options)).toThrow(refusal);
    const before = { codes: Float64Array.of(1, 2), scales: Float64Array.of(1) };
    const { X } = pose(problem, {}, {}).given;
    const sentence = 'the codes of X after the call: expected as before, got other numbers.';
    expect(() => checkCodes('X', X, before)).toThrow(sentence);
    expect(() => checkCodes('X', X, before)).toThrow(refusal);
    expect(() => checkCodes('X', { ...X, scaled: before }, before)).not.toThrow();
  });
});
