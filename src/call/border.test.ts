import { describe, expect, test } from 'vitest';
import { reference } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import type { Problem } from '../problem/problem.ts';
import { Border } from './border.ts';
import type { Variant } from './variant.ts';

const problem: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([[3], [4]]),
  dY: Matrix.from([[5]]),
  salt: 0,
};
const dX = { shape: [1, 2], data: [15, 20] };
const dW = { shape: [2, 1], data: [5, 10] };

function answering(answer: unknown): Border {
  // SAFETY: being wrong is what is tested.
  return new Border({ ...reference, backward: () => answer } as unknown as Subject);
}

describe('the border', () => {
  test('takes arrays, typed arrays and promises', async () => {
    for (const data of [[15, 20], Float32Array.of(15, 20), Float64Array.of(15, 20)]) {
      const gradients = await answering(
        Promise.resolve({ dX: { shape: [1, 2], data }, dW }),
      ).backward(problem);
      expect([...gradients.dX.mid.toArray(), gradients.dX.at(0, 0).rad]).toEqual([15, 20, 0]);
    }
  });

  const refused: [answer: unknown, sentence: string][] = [
    [undefined, 'backward: expected an object with dX and dW, got undefined.'],
    [
      { dW },
      "the subject's dX: expected an object with shape and data, both arrays of numbers, got nothing.",
    ],
    [{ dX: { data: [1] }, dW }, 'got shape undefined and data an array.'],
    [
      { dX: { ...dX, shape: [2, 1] }, dW },
      "the subject's dX: expected 1×2, got 2×1. A gradient has the shape",
    ],
    [{ dX: { ...dX, shape: [] }, dW }, 'got an empty shape.'],
    [{ dX, dW: { ...dW, data: [5] } }, "the subject's dW: expected 2 entries, got 1."],
    [
      { dX, dW: { ...dW, data: [5, '10'] } },
      "the subject's dW: expected only numbers, got string 10.",
    ],
  ];
  for (const [answer, sentence] of refused) {
    test(`refuses ${JSON.stringify(answer)}`, async () => {
      await expect(answering(answer).backward(problem)).rejects.toThrow(sentence);
    });
  }

  test('keeps the message of what a subject throws', async () => {
    for (const thrown of [new Error('no kernel'), 'no kernel']) {
      const border = new Border({
        ...reference,
        backward: () => {
          throw thrown;
        },
      });
      await expect(border.backward(problem)).rejects.toThrow('backward threw: no kernel');
    }
  });

  test('never hands out the same buffer twice', async () => {
    const border = new Border(reference);
    const [first, second] = [await border.call(problem), await border.call(problem)];
    expect(first.given.X.data).not.toBe(second.given.X.data);
    expect(first.given.X.data.buffer).not.toBe(problem.X.storage.buffer);
  });
});

describe('sums that are claimed to be float32, stored in bfloat16', () => {
  // Sums of 510 have nine bits: 510 is stored as 510, and 511 as 512.
  const wide: Problem = {
    X: Matrix.from([[255, 1]]),
    W: Matrix.from([[2], [1]]),
    dY: Matrix.from([[255]]),
    salt: 0,
  };
  const stored = (value: number): number => round(value, formats.bfloat16);

  function radiiOf(claims: Subject['claims'], asked = wide, variant: Variant = {}) {
    const { X, W } = asked;
    const border = new Border({
      ...reference,
      numberFormat: 'bfloat16',
      claims: { batching: 'broadcast', ...claims },
    });
    // dY has the numbers of the first column of X.
    const entries = {
      dX: X.map((_, i, j) => stored(X.at(i, 0) * W.at(j, 0))),
      dW: W.map((_, i) => stored([65025, 255][i] ?? 0)),
    };
    const shapes = { dX: [X.rows, 2], dW: [2, 1] };
    const answer = {
      dX: { shape: shapes.dX, data: entries.dX.toArray() },
      dW: { shape: shapes.dW, data: entries.dW.toArray() },
    };
    // SAFETY: what is read of a call is its answer, its shapes and its options.
    const call = { answer, shapes, turns: {}, given: {} } as unknown as Parameters<
      Border['read']
    >[1];
    const { dX, dW } = border.read(asked, call, variant);
    return { dX: [...dX.rad.toArray()], dW: [...dW.rad.toArray()] };
  }

  test('are off by half an ulp of what is stored, or not at all', () => {
    const claimed = radiiOf({ accumulates: 'float32' });
    // 2 · 255 and 255 · 1 are numbers of bfloat16, but only the second fits 2^8 units.
    expect(claimed).toEqual({ dX: [1, 0], dW: [128, 0] });
    expect(radiiOf({}).dW[0]).toBeGreaterThan(128);
    expect(radiiOf({ accumulates: 'float32' }, wide, { into: 'overwrite' })).toEqual(claimed);
  });

  test('are judged by the format that is stored where something may be rounded in between', () => {
    const plain = radiiOf({});
    const prior = { dX: Matrix.from<'m', 'n'>([[0, 0]]), dW: Matrix.from<'n', 'k'>([[0], [0]]) };
    for (const variant of [{ alpha: 2 }, { into: prior }] satisfies Variant[]) {
      const [wider, narrow] = [{ accumulates: 'float32' } as const, {}].map((claims) =>
        radiiOf(claims, wide, variant),
      );
      expect(wider, Object.keys(variant).join()).toEqual(narrow);
    }
    // Two elements of a batch with one W: dX is two products, and dW is the sum of two.
    const batch = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
    const [X, dY] = [
      Matrix.from<'m', 'n'>([
        [255, 1],
        [3, 1],
      ]),
      Matrix.from<'m', 'k'>([[255], [3]]),
    ];
    const [one, none] = [{ accumulates: 'float32' } as const, {}].map((claims) =>
      radiiOf(claims, { ...wide, X, dY, batch }),
    );
    expect(one?.dW).toEqual(none?.dW);
    expect(one?.dX).toEqual([1, 0, 0, 0]);
    expect(radiiOf({ accumulates: 'float32', algorithm: 'strassen' })).toEqual(
      radiiOf({ algorithm: 'strassen' }),
    );
    expect(radiiOf({ accumulates: 'float32' })).not.toEqual(plain);
  });
});
