import { describe, expect, test } from 'vitest';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { profiles } from '../run/profiles.ts';
import type { Disagreement } from './disagreement.ts';
import { Families } from './families.ts';
import { judge } from './judge.ts';
import { fullBudget, noBudget, type ShrinkBudget, smallBudget } from './shrink-budget.ts';

test('who hangs is shrunk in one property: each call of the next would take as long as one may', async () => {
  let calls = 0;
  const border = new Border({
    name: 'hangs',
    numberFormat: 'float64',
    backward: () => {
      calls += 1;
      throw new SubjectCrash('backward: expected an answer within 10 s, got none.');
    },
  });
  const plan = { ...profiles.smoke, seed: 1, families: new Families() };
  const spent = async (id: string): Promise<number> => {
    const before = calls;
    await judge(propertyNamed(id), border, plan);
    return calls - before;
  };
  expect(await spent('equation-1')).toBeGreaterThan(2);
  expect(await spent('equation-2')).toBe(1);
  expect(await spent('one-hot')).toBe(1);
});

describe('one failure of a family is shrunk in full, and the next ones a little', () => {
  const entries = (where: string): Disagreement => ({
    ...{ kind: 'entries', where, entry: [0, 0], wrong: [[0, 0]], radius: 0, excess: 1 },
    ...{ actual: Matrix.from([[1]]), expected: Matrix.from([[2]]) },
  });
  const fact = (where: string): Disagreement => {
    return { kind: 'fact', where, expected: 'this', actual: 'that' };
  };
  const end: Disagreement = { kind: 'crash', message: 'backward: hung' };
  const threw: Disagreement = { ...end, threw: {} };
  const alike: [string, readonly [Disagreement, Disagreement], ShrinkBudget][] = [
    [
      'wrong entries of one gradient',
      [entries('dX'), entries('row 2 of dX')],
      smallBudget('first'),
    ],
    ['of the same', [entries('Y'), entries('Y')], smallBudget('first')],
    ['the same fact', [fact('dX'), fact('dX')], smallBudget('first')],
    ['what threw', [threw, threw], smallBudget('first')],
    ['an end', [end, end], noBudget('first')],
  ];
  test.each(alike)('%s', (_, [first, second], rest) => {
    const families = new Families();
    expect(families.budgetFor('first', first)).toEqual(fullBudget);
    expect(families.budgetFor('second', second)).toEqual(rest);
    expect(families.budgetFor('first', second)).toEqual(fullBudget);
  });

  test.each([
    ['another gradient', entries('dX'), entries('dW')],
    ['both gradients', entries('dX'), entries('dX and dW')],
    ['entries of something else', entries('Y'), entries('the loss')],
    ['a fact about the gradient', entries('dX'), fact('dX')],
    ['another fact', fact('dX'), fact('inputs')],
    ['another end', end, { kind: 'crash', message: 'forward: ended' } as const],
  ])('not %s', (_, first, second) => {
    const families = new Families();
    families.budgetFor('first', first);
    expect(families.budgetFor('second', second)).toEqual(fullBudget);
  });
});
