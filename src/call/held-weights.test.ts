import { describe, expect, test } from 'vitest';
import { equation1 } from '../../properties/equation-1.ts';
import { oneHot } from '../../properties/one-hot.ts';
import { transposeSymmetry } from '../../properties/transpose-symmetry.ts';
import { reference } from '../contract/reference.ts';
import type { Operand, Subject } from '../contract/subject.ts';
import { ask } from '../gate/judge/ask.ts';
import { judge } from '../gate/judge/judge.ts';
import { profiles } from '../gate/run/profiles.ts';
import { Matrix } from '../matrix/matrix.ts';
import { unmet } from '../property/need.ts';
import { Border } from './border.ts';

const problem = {
  X: Matrix.from<'m', 'n'>([[1, 2]]),
  W: Matrix.from<'n', 'k'>([[3], [5]]),
  dY: Matrix.from<'m', 'k'>([[7]]),
  salt: 1,
};

const twice = ({ shape, data }: Operand) => ({ shape, data: data.map((w) => 2 * w) });

/** It holds 2·W, and multiplies by that, or by W. */
function layer(effective: Subject['effective'], multiplies = twice): Subject {
  return {
    ...reference,
    backward: (given) => reference.backward({ ...given, W: multiplies(given.W) }),
    ...(effective && { effective }),
  };
}

describe('a layer that holds another weight', () => {
  test('is put the weight that is given, and judged with the one that is held', async () => {
    const border = new Border(layer(twice));
    const held = await border.weights.hold(problem);
    expect([...held.W.toArray()]).toEqual([6, 10]);
    const { dX, dW } = await border.backward(held);
    expect([[...dX.mid.toArray()], [...dW.mid.toArray()]]).toEqual([
      [42, 70],
      [7, 14],
    ]);
    expect(border.isExact(held, 'dX')).toBe(false);
    expect(await ask(equation1, border, { problem })).toBeUndefined();
    const original = new Border(
      layer(twice, (W) => twice({ ...W, data: W.data.map((w) => w / 2) })),
    );
    expect(await ask(equation1, original, { problem })).toMatchObject({ where: 'dX' });
  });

  test('is not asked about a weight that it was not given', async () => {
    const border = new Border(layer(twice));
    await expect(border.backward(problem)).rejects.toThrow('holds another weight');
    expect(unmet(transposeSymmetry, border)).toEqual({
      outcome: 'not offered',
      method: 'W as it is given',
    });
    const { failures, evidence } = await judge(oneHot, border, { ...profiles.smoke, seed: 1 });
    expect(failures).toEqual([]);
    expect(evidence.ledger).toEqual([]);
  });

  const refused: [effective: Subject['effective'], sentence: string][] = [
    [() => ({ shape: [1, 2], data: [1, 2] }), "the subject's effective W: expected 2×1, got 1×2"],
    [({ shape }) => ({ shape, data: [1, Number.NaN] }), 'finite numbers, each a float64, got NaN'],
    [({ shape }) => ({ shape, data: [Math.random(), 1] }), 'the same of the same W, got other'],
    [
      ({ shape, data }) => ({ shape, data: data.fill(1) }),
      'the storage of W after the call, entry 0: expected still 3, got 1',
    ],
    [
      () => {
        throw new Error('no codes');
      },
      'effective threw: no codes',
    ],
  ];
  test.each(refused)(
    'is refused where it says what is no such weight: %#',
    async (says, sentence) => {
      const held = new Border(layer(says)).weights.hold(problem);
      await expect(held).rejects.toThrow(sentence);
      const name = sentence.includes('threw') ? 'SubjectThrew' : 'GradgateError';
      await expect(held).rejects.toHaveProperty('name', name);
      if (name === 'GradgateError') await expect(held).rejects.toHaveProperty('code', 'ANSWER');
    },
  );

  test('holds numbers of its format, in the orientation in which it is given', async () => {
    const narrow = new Border({
      ...layer(({ shape }) => ({ shape, data: [0.1, 1] })),
      numberFormat: 'float32',
    });
    await expect(narrow.weights.hold(problem)).rejects.toThrow('each a float32, got 0.1');
    const rows = {
      ...problem,
      W: Matrix.from<'n', 'k'>([
        [3, 4],
        [5, 6],
      ]),
    };
    const seen: Operand[] = [];
    const held = new Border({
      ...layer((W) => {
        seen.push(W);
        return { shape: W.shape, data: W.data.map((_, i) => i) };
      }),
      claims: { weight: 'out×in' },
    });
    expect([...(await held.weights.hold(rows)).W.toArray()]).toEqual([0, 2, 1, 3]);
    expect(seen[0]?.data).toEqual(Float64Array.of(3, 5, 4, 6));
  });
});
