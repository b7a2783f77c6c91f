import { describe, expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import type { WrongEntries } from './disagreement.ts';
import { encodeDisagreement, wrongEntryIn } from './encode-disagreement.ts';

const entries: WrongEntries = {
  ...{ kind: 'entries', where: 'dX', entry: [1, 0], wrong: [[1, 0]] },
  actual: Matrix.from([
    [1, 2],
    [Number.NaN, 4],
  ]),
  expected: Matrix.from([
    [1, 2],
    [3, 4],
  ]),
  ...{ radius: 0.5, excess: Number.POSITIVE_INFINITY },
};
const sides = {
  actual: [
    [1, 2],
    ['NaN', 4],
  ],
  expected: [
    [1, 2],
    [3, 4],
  ],
  wrong: [[1, 0]],
};

describe('wrong entries are told', () => {
  test('with the first one, by how much it is wrong, and both sides', () => {
    expect(encodeDisagreement(entries)).toEqual({
      ...{ kind: 'entries', where: 'dX', entry: [1, 0] },
      ...{ expected: { mid: 3, rad: 0.5 }, actual: 'NaN', excess: 'Infinity', sides },
    });
    expect(wrongEntryIn(entries)).toEqual({ wrong: { entry: [1, 0], expected: 3, actual: 'NaN' } });
  });

  test('with what each entry may be off by, and a sentence, where there are such', () => {
    const allowed = Matrix.from([
      [0, 0],
      [0.5, 0],
    ]);
    expect(encodeDisagreement({ ...entries, allowed, sentence: 'so it is' })).toMatchObject({
      sentence: 'so it is',
      sides: {
        allowed: [
          [0, 0],
          [0.5, 0],
        ],
      },
    });
  });

  test('of a part of a large matrix, by its place in the whole', () => {
    const part = { from: [1000, 500], of: [4096, 4096] } as const;
    const large = { ...entries, entry: [1001, 501], part } as const;
    expect(encodeDisagreement(large)).toMatchObject({
      ...{ entry: [1001, 501], expected: { mid: 4 }, actual: 4, sides: part },
    });
    expect(wrongEntryIn(large)).toEqual({ wrong: { entry: [1001, 501], expected: 4, actual: 4 } });
  });
});

test('what is not so is told in words, and no entry of it', () => {
  const fact = { kind: 'fact', where: 'dX', expected: '2×2', actual: '2×3' } as const;
  const none = <R extends string, C extends string>() => Matrix.of<R, C>([0, 0], () => 0);
  const asked = { X: none<'m', 'n'>(), W: none<'n', 'k'>(), dY: none<'m', 'k'>(), salt: 0 };
  expect(encodeDisagreement({ ...fact, asked })).toEqual(fact);
  expect(wrongEntryIn(fact)).toEqual({});
});

test('who throws is wrong where an answer is owed by a claim, and else could not be run', () => {
  const crash = { kind: 'crash', message: 'no' } as const;
  expect(encodeDisagreement(crash)).toBeUndefined();
  expect(encodeDisagreement({ ...crash, threw: {} })).toBeUndefined();
  expect(encodeDisagreement({ ...crash, threw: { bias: true } })).toEqual({
    ...{ kind: 'throw', claims: { bias: true }, message: 'no' },
  });
  expect(wrongEntryIn(crash)).toEqual({});
});
