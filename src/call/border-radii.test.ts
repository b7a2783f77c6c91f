import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../bank/engine/subject-of.ts';
import { reference } from '../contract/reference.ts';
import type { Claims, Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { radiiOf } from '../oracle/radii-of.ts';
import { Border } from './border.ts';
import { problem } from './one-row.test-setup.ts';

const complete = subjectOf('complete');

describe('how far an answer may be off', () => {
  const third = { ...problem, X: problem.X.map((x) => x / 3) };

  test('is nothing where nothing can be rounded, of a gradient that exists', () => {
    const border = new Border(reference);
    expect([border.isExact(problem, 'dX'), border.isExact(problem, 'dW')]).toEqual([true, true]);
    expect([border.isExact(third, 'dX'), border.isExact(third, 'dW')]).toEqual([true, false]);
    const alone = new Border({ ...reference, claims: { gradients: 'dX' } });
    expect([alone.isExact(problem, 'dX'), alone.isExact(problem, 'dW')]).toEqual([true, false]);
    const zero = { ...third, X: third.X.map((x, _, j) => (j === 0 ? 0 : x)) };
    expect(border.isExact(zero, 'dW')).toBe(false); // its second row is rounded
  });

  test('is what the oracle says, where sums are as narrow as what is stored', async () => {
    const border = new Border(reference);
    const { dW } = await border.backward(third);
    const right = radiiOf(third, {}, border.arithmetics);
    expect(dW.rad.toArray()).toEqual(right.dW?.toArray());
    expect(dW.at(1, 0).rad).toBeGreaterThan(0);
  });

  test('is all of it where the slope of relu at 0 is open, and nothing where that is 0', async () => {
    const zero = { ...problem, X: Matrix.from<'m', 'n'>([[4, -3]]) };
    const radiiAtZero = async (epilogue: NonNullable<Claims['epilogue']>) => {
      const border = new Border({ ...complete, claims: { ...complete.claims, epilogue } });
      const { dX } = await border.ask(zero, { epilogue: 'relu' });
      expect([...dX.mid.toArray()]).toEqual([0, 0]);
      return [...dX.rad.toArray()];
    };
    expect(await radiiAtZero('relu')).toEqual([0, 0]);
    const [first = 0, second = 0] = await radiiAtZero('relu, 0 or 1 at 0');
    expect([first >= 15, second >= 20]).toEqual([true, true]);
  });

  test('of Y, summed wider than it is stored, is half an ulp of what is stored', async () => {
    const wide = {
      ...problem,
      X: Matrix.from<'m', 'n'>([[255, 1]]),
      W: Matrix.from<'n', 'k'>([[2], [1]]),
    };
    const stored: Subject = {
      ...reference,
      numberFormat: 'bfloat16',
      forward: () => ({ shape: [1, 1], data: [512] }),
    };
    const once = new Border({ ...stored, claims: { accumulates: 'float32' } });
    expect((await once.forward(wide)).at(0, 0)).toEqual({ mid: 512, rad: 2 });
    expect((await new Border(stored).forward(wide)).at(0, 0).rad).toBeGreaterThan(2);
  });
});

test('sums have room in the narrowest of Y, dX and dW', () => {
  const bits = (formats: NonNullable<Subject['formats']>) =>
    new Border({ ...reference, numberFormat: 'float32', formats }).sums.precision;
  expect([bits({}), bits({ db: 'bfloat16', X: 'bfloat16' })]).toEqual([24, 24]);
  const each = [bits({ Y: 'float16' }), bits({ dX: 'bfloat16' }), bits({ dW: 'float16' })];
  expect(each).toEqual([11, 8, 11]);
});
