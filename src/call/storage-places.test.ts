import { describe, expect, test } from 'vitest';
import { everyClaim } from '../../bank/engine/subject-of.ts';
import type { Operand } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { grouped } from '../problem/grouped.ts';
import type { Problem } from '../problem/problem.ts';
import { pose, poseForward } from './pose.ts';
import { placed, placedForward, rewritten, Storage, spoil } from './storage.ts';
import type { Variant } from './variant.ts';

const problem: Problem = {
  X: Matrix.from([
    [1, 2],
    [3, 4],
  ]),
  W: Matrix.from([[5], [6]]),
  dY: Matrix.from([[7], [8]]),
  salt: 0,
};
const other = { ...problem, X: problem.X.map((x) => -x), W: problem.W.map((w) => -w) };

/** Storage with `length` numbers, all `value`. */
function lying(
  { length = 24, value }: { length?: number; value: number },
  placement: Omit<Operand, 'data'>,
): Operand {
  return { ...placement, data: new Float64Array(length).fill(value) };
}

describe('an operand that is given again', () => {
  test('is the very object, with the numbers of the new one, where it lies alike', () => {
    for (const placement of [{ shape: [2, 3] }, { shape: [3], strides: [2], offset: 1 }]) {
      const [last, fresh] = [lying({ value: 1 }, placement), lying({ value: 2 }, placement)];
      expect(rewritten(last, fresh)).toBe(last);
      expect(last.data).toEqual(fresh.data);
      expect(last.data).not.toBe(fresh.data);
    }
  });

  const pairs: [Omit<Operand, 'data'>, Omit<Operand, 'data'>][] = [
    [{ shape: [2, 3] }, { shape: [3, 2] }],
    [{ shape: [1, 2] }, { shape: [12] }],
    [
      { shape: [2, 3], strides: [3, 1], offset: 0 },
      { shape: [2, 3], strides: [1, 2], offset: 0 },
    ],
    [
      { shape: [1, 2], strides: [1, 1], offset: 0 },
      { shape: [1, 2], strides: [11], offset: 0 },
    ],
    [
      { shape: [2], strides: [1], offset: 0 },
      { shape: [2], strides: [1], offset: 1 },
    ],
    [
      { shape: [2], strides: [1], offset: 12 },
      { shape: [2], strides: [11], offset: 2 },
    ],
  ];
  test.each(pairs)(
    'is another object over the same array, where it lies otherwise: %j, %j',
    (a, b) => {
      for (const [was, is] of [
        [a, b],
        [b, a],
      ] as const) {
        const [last, fresh] = [lying({ value: 1 }, was), lying({ value: 2 }, is)];
        const again = rewritten(last, fresh);
        expect(again).toEqual(fresh);
        expect(again.data).toBe(last.data);
        expect(Object.isFrozen(again)).toBe(true);
      }
    },
  );

  test('stays where it is, where it is longer or shorter, and leaves the last as it was', () => {
    for (const length of [3, 5]) {
      const [last, fresh] = [
        lying({ length: 4, value: 1 }, { shape: [2, 2] }),
        lying({ length, value: 2 }, { shape: [2, 2] }),
      ];
      expect(rewritten(last, fresh)).toBe(fresh);
      expect(last.data).toEqual(Float64Array.of(1, 1, 1, 1));
    }
  });

  test('takes the codes and scales of the new one, where both have some', () => {
    const coded = (value: number): Operand => ({
      ...lying({ length: 2, value }, { shape: [2] }),
      scaled: { codes: Float64Array.of(value, value), scales: Float64Array.of(value) },
    });
    const [last, plain] = [coded(1), lying({ length: 2, value: 3 }, { shape: [2] })];
    expect(rewritten(last, coded(2))).toEqual(coded(2));
    expect(rewritten(last, plain).data).toEqual(plain.data);
    expect(rewritten(plain, coded(2)).data).toEqual(coded(2).data);
  });

  test('may be spoilt: all of its numbers become others', () => {
    const operand = {
      ...lying({ length: 2, value: 3 }, { shape: [2] }),
      scaled: { codes: Float64Array.of(3, 3), scales: Float64Array.of(1) },
    };
    spoil(operand);
    expect(operand).toEqual({
      shape: [2],
      data: Float64Array.of(0.5, 0.5),
      scaled: { codes: Float64Array.of(0.5, 0.5), scales: Float64Array.of(0.5) },
    });
  });
});

describe('a question whose operands are placed', () => {
  test('asks for what it asked for, and for nothing more', () => {
    const storage = new Storage();
    const plain = placed(pose(problem, {}, everyClaim), storage.reuse);
    expect(Object.keys(plain.given)).toEqual(['X', 'W', 'dY']);
    const asked = pose(other, { alpha: 2, wants: ['dX'] }, everyClaim);
    expect(placed(asked, storage.reuse).given.options).toEqual({ alpha: 2, wants: ['dX'] });
    const into = pose(other, { into: 'overwrite', alpha: 2 }, everyClaim);
    const again = placed(into, storage.reuse);
    expect(again.given.options).toEqual(into.given.options);
    expect(again.given.options?.into?.dX).toBe(into.given.options?.into?.dX);
    expect(again.given.X).toBe(plain.given.X);
    expect([again.shapes, again.turns]).toEqual([into.shapes, into.turns]);
  });

  test('has its destinations with it where they are its operands', () => {
    const storage = new Storage();
    const { given: first } = placed(pose(problem, {}, everyClaim), storage.keep);
    const asked = pose(other, { into: 'operands', alpha: 2 }, everyClaim);
    const { given } = placed(asked, storage.reuse);
    expect(given.options?.into?.dX).toBe(first.X);
    expect(given.options?.into?.dW).toBe(first.W);
    expect(given.options?.into?.accumulate).toBe(false);
    expect(given.options?.alpha).toBe(2);
  });

  test('has one operand for both where they are one variable', () => {
    const storage = new Storage();
    const shared = { ...problem, dY: problem.X.map(() => 1), W: problem.X.T };
    // SAFETY: of a square matrix any two axes are as long.
    const asked = pose(shared as unknown as Problem, { shared: 'X·Xᵀ' }, everyClaim);
    for (const place of [storage.keep, storage.reuse]) {
      const { given, laidOut } = placed(asked, place);
      expect(given.W).toBe(given.X);
      expect(laidOut.W).toBe(laidOut.X);
    }
  });

  test('may be a forward pass, of groups, too', () => {
    const groups = {
      ...problem,
      W: Matrix.from<'n', 'k'>([[5], [6], [7], [8]]),
      batch: grouped([1, 1]),
    };
    const storage = new Storage();
    const first = placedForward(poseForward(groups, everyClaim), storage.keep);
    const negative = { ...groups, X: groups.X.map((x) => -x), W: groups.W.map((w) => -w) };
    const asked = poseForward(negative, everyClaim);
    const again = placedForward(asked, storage.reuse);
    expect(again.given.X).toBe(first.given.X);
    expect(again.given.W).toBe(first.given.W);
    expect(again.given).toEqual(asked.given);
    expect(again.laidOut).toEqual(asked.laidOut);
    expect(again.laidOut.W.operand).toBe(first.given.W);
    expect([again.shapes, again.turns]).toEqual([asked.shapes, asked.turns]);
  });

  test('has each of them placed by its name, once', () => {
    const placedAs = (variant: Variant) => {
      const names: string[] = [];
      placed(pose(problem, variant, everyClaim), (name, laidOut) => {
        names.push(name);
        return laidOut;
      });
      return names;
    };
    expect(placedAs({})).toEqual(['X', 'W', 'dY']);
    expect(placedAs({ shared: 'X·X' })).toEqual(['X', 'dY']);
  });

  test('is told of by the operands that were last, each of its name', () => {
    const storage = new Storage();
    const { given } = placed(pose(problem, {}, everyClaim), storage.reuse);
    for (const operand of [given.X, given.W, given.dY]) expect(storage.holds([operand])).toBe(true);
    const stranger = pose(problem, {}, everyClaim).given;
    expect(storage.holds([stranger.X, stranger.W])).toBe(false);
    expect(storage.holds([stranger.X, given.W])).toBe(true);
    expect(storage.holds([])).toBe(false);
  });
});
